package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.run.StandaloneConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the process listens. */
final class ListenOptions {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The public port; by default ${DEFAULT-VALUE}, 0 takes a free one.")
  private Port port = new Port(0);

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The public address; any but loopback needs TLS or a proxy, and an identity provider.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--tls",
      paramLabel = "FILE",
      description = "Certificate and key as PKCS #12; its pass phrase is in TLS_PASSWORD.")
  private @Nullable Path tls;

  @Option(names = "--behind-proxy", description = "A proxy in front speaks TLS.")
  private boolean behindProxy;

  StandaloneConfig config(DataDirectory data, Map<String, String> settings) {
    return new StandaloneConfig(
        data,
        new InetSocketAddress(bind, port.number()),
        Optional.ofNullable(tls),
        behindProxy,
        settings);
  }
}
