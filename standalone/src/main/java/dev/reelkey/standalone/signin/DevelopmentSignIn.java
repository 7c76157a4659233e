package dev.reelkey.standalone.signin;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import io.undertow.server.HttpServerExchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/dev/sign-in}: a one-time code for an access token that administers no keys. */
public final class DevelopmentSignIn {
  private static final String SUBJECT = "developer";
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Set<Scope> SCOPES = EnumSet.complementOf(EnumSet.of(Scope.KEYS_ADMIN));

  private final OneTimeCode code;
  private final DevelopmentIssuer issuer;
  private final Clock clock;

  public DevelopmentSignIn(OneTimeCode code, DevelopmentIssuer issuer, Clock clock) {
    this.code = code;
    this.issuer = issuer;
    this.clock = clock;
  }

  record Request(@Nullable String code) {}

  record Answer(String accessToken, Instant expiresAt, String viewer) {}

  public Routes routes() {
    return new Routes(Cors.only(Set.of()))
        .post(
            "/v1/dev/sign-in",
            Access.checkedByHandler("a one-time code from the terminal"),
            this::signIn);
  }

  private void signIn(HttpServerExchange exchange) {
    String offered = Json.read(exchange, Request.class).code();
    if (offered == null || !code.use(offered)) {
      throw new ProblemException(
          new Problem(
              403,
              "code_invalid",
              "This sign-in link has been used; the terminal shows the next one."));
    }
    Instant expiresAt = clock.instant().plus(LIFE);
    Json.send(exchange, 200, new Answer(issuer.issue(SUBJECT, SCOPES, LIFE), expiresAt, SUBJECT));
  }
}
