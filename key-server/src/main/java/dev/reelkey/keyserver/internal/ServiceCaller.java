package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Bearer;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.ServiceToken;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Admits the transcoder: its service token must cover exactly this request, body included. */
final class ServiceCaller {
  private static final int MAX_BODY = 8 << 20;

  private final PublicKeys keys;
  private final Clock clock;

  ServiceCaller(PublicKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The request's body, once the caller is known.
   *
   * @throws ProblemException 401, 403, 413 or 503
   */
  byte[] admit(HttpServerExchange exchange) throws IOException {
    Optional<String> token = Bearer.tokenOf(exchange);
    if (token.isEmpty()) {
      throw new ProblemException(
          new Problem(401, "token_missing", "Send a service token in the Authorization header."));
    }
    byte[] body = exchange.getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new ProblemException(
          new Problem(413, "body_too_large", "A key plan may have 8 MiB at most."));
    }
    if (!role(exchange, token.get(), body).equals(InternalPaths.TRANSCODER_ROLE)) {
      throw new ProblemException(
          new Problem(403, "role_missing", "This service may not ask for keys."));
    }
    return body;
  }

  private String role(HttpServerExchange exchange, String token, byte[] body) {
    String query = exchange.getQueryString();
    String path = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    try {
      return ServiceToken.verify(
              token, keys, exchange.getRequestMethod().toString(), path, body, clock)
          .orElseThrow(
              () ->
                  new ProblemException(
                      new Problem(
                          401, "token_invalid", "The service token does not fit this request.")));
    } catch (PublicKeys.KeysUnavailableException e) {
      throw new ProblemException(
          Problem.unavailable("verifier_unavailable", "Service tokens cannot be checked now."));
    }
  }
}
