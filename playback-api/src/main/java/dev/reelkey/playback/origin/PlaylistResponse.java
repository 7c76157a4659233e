package dev.reelkey.playback.origin;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.playback.manifest.Gzip;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;

/** Sends a media playlist: stored plain, packed on the way, always whole. */
final class PlaylistResponse {
  private final MediaObjects objects;

  PlaylistResponse(MediaObjects objects) {
    this.objects = objects;
  }

  void send(HttpServerExchange exchange, MediaPath path) {
    MediaObjects.Playlist playlist =
        objects
            .playlist(path.objectName())
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    boolean packed = Gzip.isAccepted(exchange);
    exchange.getResponseHeaders().add(Headers.VARY, "Accept-Encoding");
    // The two forms are two representations, so they have two tags (RFC 9110, 8.8.3.3).
    String tag = MediaHeaders.entityTag(path, packed ? "-gzip" : "");
    if (new Validators(tag).isKnownTo(exchange)) {
      MediaHeaders.notModified(exchange, tag);
      return;
    }
    MediaHeaders.put(exchange, path, tag);
    exchange.getResponseHeaders().remove(Headers.ACCEPT_RANGES);
    if (packed) {
      exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
    }
    send(exchange, packed ? playlist.packed() : playlist.plain());
  }

  /** The bytes are the cache's, so that a reader costs no memory of its own. */
  private static void send(HttpServerExchange exchange, byte[] body) {
    exchange.setResponseContentLength(body.length);
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      exchange.endExchange();
    } else {
      PatientTransfer.send(exchange, body, () -> {});
    }
  }
}
