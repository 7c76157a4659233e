package dev.reelkey.standalone.run;

import dev.reelkey.core.config.Settings;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The addresses that clients are told; never taken from a request.
 *
 * @param publicUrl page, API and keys
 * @param mediaUrl playlists and segments; another host where a CDN serves them
 */
record PublicUrls(URI publicUrl, URI mediaUrl) {
  /** Reads {@code PUBLIC_URL} and {@code MEDIA_URL}; by default both are the listener itself. */
  static PublicUrls of(StandaloneConfig config, InetSocketAddress bind) {
    Settings settings = new Settings(config.settings());
    String scheme = config.tls().isPresent() ? "https" : "http";
    String host = bind.getAddress().getHostAddress();
    String authority = host.contains(":") ? "[" + host + "]" : host;
    URI own = URI.create(scheme + "://" + authority + ":" + bind.getPort());
    URI publicUrl = settings.uri("PUBLIC_URL", own);
    URI mediaUrl = settings.uri("MEDIA_URL", publicUrl);
    if (publicUrl.equals(own) && (config.behindProxy() || bind.getAddress().isAnyLocalAddress())) {
      settings.fault("PUBLIC_URL", "must be set to the address that viewers use");
    }
    settings.finish("PUBLIC_URL");
    return new PublicUrls(publicUrl, mediaUrl);
  }
}
