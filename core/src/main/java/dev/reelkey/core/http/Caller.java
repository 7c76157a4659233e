package dev.reelkey.core.http;

import dev.reelkey.core.token.AccessToken;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/** Where a handler finds the verified access token of a route that asks for one. */
public final class Caller {
  private static final AttachmentKey<AccessToken> KEY = AttachmentKey.create(AccessToken.class);

  private Caller() {}

  public static AccessToken of(HttpServerExchange exchange) {
    AccessToken token = exchange.getAttachment(KEY);
    if (token == null) {
      throw new IllegalStateException("the route asks for no access token");
    }
    return token;
  }

  static void attach(HttpServerExchange exchange, AccessToken token) {
    exchange.putAttachment(KEY, token);
  }
}
