package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Bearer;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.http.RequestBody;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.ServiceToken;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Clock;

/** Admits the transcoder: its service token must cover exactly this request, body included. */
final class ServiceCaller {
  private static final int MAX_BODY = 8 << 20;

  private final PublicKeys keys;
  private final InternalAudit audit;
  private final Clock clock;

  ServiceCaller(PublicKeys keys, InternalAudit audit, Clock clock) {
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The request's body, once the caller is known.
   *
   * @throws ProblemException 401, 403, 413 or 503
   */
  byte[] admit(HttpServerExchange exchange) throws IOException {
    try {
      return body(exchange);
    } catch (ProblemException refused) {
      // Somebody on this listener who is not the transcoder: worth a line whatever they asked.
      audit.refusedCaller(
          exchange.getRequestMethod() + " " + exchange.getRequestURI(), refused.problem().code());
      throw refused;
    }
  }

  private byte[] body(HttpServerExchange exchange) throws IOException {
    // Before the body: nobody but the transcoder may make us read one.
    ServiceToken.Claim claim = claim(exchange, token(exchange));
    byte[] body = RequestBody.read(exchange, MAX_BODY);
    if (body.length > MAX_BODY) {
      throw new ProblemException(
          new Problem(413, "body_too_large", "A key plan may have 8 MiB at most."));
    }
    if (!claim.covers(body)) {
      throw invalid();
    }
    return body;
  }

  private static String token(HttpServerExchange exchange) {
    return Bearer.tokenOf(exchange)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(
                        401,
                        "token_missing",
                        "Send a service token in the Authorization header.")));
  }

  private ServiceToken.Claim claim(HttpServerExchange exchange, String token) {
    String query = exchange.getQueryString();
    String path = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    try {
      ServiceToken.Claim claim =
          ServiceToken.verify(token, keys, exchange.getRequestMethod().toString(), path, clock)
              .orElseThrow(ServiceCaller::invalid);
      if (!claim.role().equals(InternalPaths.TRANSCODER_ROLE)) {
        throw new ProblemException(
            new Problem(403, "role_missing", "This service may not ask for keys."));
      }
      return claim;
    } catch (PublicKeys.KeysUnavailableException e) {
      throw new ProblemException(
          Problem.unavailable(
              "verifier_unavailable",
              "Service tokens cannot be checked right now; try again shortly."));
    }
  }

  private static ProblemException invalid() {
    return new ProblemException(
        new Problem(401, "token_invalid", "The service token does not fit this request."));
  }
}
