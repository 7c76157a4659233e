package dev.reelkey.standalone.run;

import dev.reelkey.core.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The addresses that clients are told; never taken from a request. */
final class PublicUrls {
  private static final String PUBLIC_URL = "PUBLIC_URL";

  private PublicUrls() {}

  /** Where the listener itself is. */
  static URI own(StandaloneConfig config, InetSocketAddress bind) {
    String scheme = config.tls().isPresent() ? "https" : "http";
    String host = bind.getAddress().getHostAddress();
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + authority + ":" + bind.getPort());
  }

  /**
   * Where commands on this machine reach the listener. They know its certificate, so that one for
   * the public address will do.
   */
  static URI local(StandaloneConfig config, InetSocketAddress bind) {
    // Every address of the machine includes this one.
    InetAddress address =
        bind.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : bind.getAddress();
    return own(config, new InetSocketAddress(address, bind.getPort()));
  }

  /** {@code PUBLIC_URL}; it must be set where nobody could reach us at our own address. */
  static URI read(Settings settings, StandaloneConfig config, InetSocketAddress bind) {
    URI own = own(config, bind);
    URI publicUrl = settings.uri(PUBLIC_URL, own);
    if (publicUrl.equals(own) && (config.behindProxy() || bind.getAddress().isAnyLocalAddress())) {
      settings.fault(PUBLIC_URL, "must be set to the address that viewers use");
    }
    return publicUrl;
  }
}
