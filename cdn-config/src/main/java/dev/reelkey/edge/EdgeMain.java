package dev.reelkey.edge;

import dev.reelkey.edge.keys.EdgeKeyFile;
import dev.reelkey.edge.nginx.Gateway;
import dev.reelkey.edge.nginx.Listen;
import dev.reelkey.edge.nginx.NginxConfig;
import dev.reelkey.edge.nginx.Origin;
import dev.reelkey.edge.nginx.TlsFiles;
import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Route.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders edge configurations and derives the keys that an edge verifies paths with. */
@Command(
    name = "reelkey-edge",
    mixinStandardHelpOptions = true,
    description = "Renders edge configurations from the policy.")
public final class EdgeMain {
  private static final int REFUSED = 2;

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new EdgeMain());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println(sentence(failure));
          return REFUSED;
        });
    System.exit(command.execute(args));
  }

  @Command(
      name = "nginx",
      mixinStandardHelpOptions = true,
      description = "Write a directory that nginx runs from.")
  void nginx(
      @Option(names = "--out", required = true, description = "the directory") Path out,
      @Option(names = "--listen", defaultValue = "127.0.0.1:8443") String listen,
      @Option(names = "--playback", required = true, description = "URL, or several with commas")
          String playback,
      @Option(names = "--keys", required = true, description = "URL of key-server") String keys,
      @Option(names = "--transcoder", required = true, description = "URL of the upload API")
          String transcoder,
      @Option(names = "--edge-keys", required = true, description = "JSON file, mode 600")
          Path edgeKeys,
      @Option(names = "--tls-cert", description = "PEM chain") @Nullable Path certificate,
      @Option(names = "--tls-key", description = "PEM private key") @Nullable Path privateKey,
      @Option(names = "--modules", defaultValue = "/usr/lib/nginx/modules") Path modules,
      @Option(names = "--upstream-ca", defaultValue = "/etc/ssl/certs/ca-certificates.crt")
          Path authorities)
      throws IOException {
    Gateway gateway =
        new Gateway(
            out.toAbsolutePath().normalize(),
            Listen.parse(listen),
            tls(certificate, privateKey),
            Map.of(
                Upstream.PLAYBACK, Origin.parse(playback),
                Upstream.KEYS, Origin.parse(keys),
                Upstream.TRANSCODER, Origin.parse(transcoder)),
            edgeKeys.toAbsolutePath().normalize(),
            modules.toAbsolutePath(),
            authorities.toAbsolutePath());
    EdgeKeyFile.check(gateway.edgeKeys());
    new NginxConfig(EdgePolicy.shipped(), gateway).write();
  }

  @Command(
      name = "keys",
      mixinStandardHelpOptions = true,
      description = "Derive the keys of one edge; the edge never sees more.")
  void keys(
      @Option(names = "--token-master", required = true, description = "32 bytes, raw or base64url")
          Path master,
      @Option(names = "--kid", required = true, split = ",", description = "as main-1")
          List<String> ids,
      @Option(names = "--out", required = true, description = "JSON file, written with mode 600")
          Path out)
      throws IOException {
    EdgeKeyFile.derive(master, ids).write(out);
  }

  private static Optional<TlsFiles> tls(@Nullable Path certificate, @Nullable Path privateKey) {
    if (certificate == null && privateKey == null) {
      return Optional.empty();
    }
    if (certificate == null || privateKey == null) {
      throw new IllegalArgumentException("--tls-cert and --tls-key belong together");
    }
    return Optional.of(new TlsFiles(certificate.toAbsolutePath(), privateKey.toAbsolutePath()));
  }

  private static String sentence(Exception failure) {
    // The other exceptions' texts are a bare file name.
    return failure instanceof IllegalArgumentException
        ? String.valueOf(failure.getMessage())
        : "cannot read or write: " + failure.getMessage();
  }
}
