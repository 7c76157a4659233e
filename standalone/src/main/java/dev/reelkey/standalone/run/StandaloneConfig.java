package dev.reelkey.standalone.run;

import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.UserFaultException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the one process is told at its start.
 *
 * @param bind where the public listener is; port 0 takes a free one
 * @param tls the PKCS #12 file of the public listener
 * @param behindProxy whether a proxy in front speaks TLS
 * @param settings environment variables for the services within
 */
public record StandaloneConfig(
    DataDirectory data,
    InetSocketAddress bind,
    Optional<Path> tls,
    boolean behindProxy,
    Map<String, String> settings) {
  public StandaloneConfig {
    settings = Map.copyOf(settings);
    if (!isLoopback(bind) && tls.isEmpty() && !behindProxy) {
      throw new UserFaultException(
          "Beyond this machine Reelkey speaks TLS only; add --tls FILE.p12,"
              + " or --behind-proxy if a proxy in front does.");
    }
  }

  /** On loopback, with nothing in front: one machine's own trial. */
  public boolean isDevelopment() {
    return isLoopback(bind) && !behindProxy;
  }

  private static boolean isLoopback(InetSocketAddress bind) {
    InetAddress address = bind.getAddress();
    return address != null && address.isLoopbackAddress();
  }
}
