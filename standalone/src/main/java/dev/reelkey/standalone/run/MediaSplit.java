package dev.reelkey.standalone.run;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.layout.MediaPath;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * One prefix, two services: below {@code /t/} keys go to the key-server, the rest to the origin.
 */
final class MediaSplit implements HttpHandler {
  private final HttpHandler keys;
  private final HttpHandler media;

  MediaSplit(HttpHandler keys, HttpHandler media) {
    this.keys = keys;
    this.media = media;
  }

  Routes routes() {
    return new Routes(Cors.open())
        .get(
            "/t/*",
            Access.checkedByHandler("edge token in the path; for keys a playback token besides"),
            this);
  }

  /** The raw path decides; what is malformed is refused by the origin. */
  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    boolean isKey = MediaPath.parse(exchange.getRequestURI()).flatMap(MediaPath::keyId).isPresent();
    (isKey ? keys : media).handleRequest(exchange);
  }
}
