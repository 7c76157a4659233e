package dev.reelkey.playback.grant;

import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.http.TokenProblems;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.token.TokenRefusal;
import dev.reelkey.playback.manifest.Outline;
import dev.reelkey.playback.manifest.Outlines;
import dev.reelkey.playback.session.LiveSessions;
import dev.reelkey.playback.session.Revocation;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.SessionProblems;
import dev.reelkey.playback.session.SessionRefusal;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.StoredSession;
import dev.reelkey.playback.session.ViewerPseudonyms;
import dev.reelkey.playback.token.RefreshToken;
import dev.reelkey.playback.token.SessionTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /v1/sessions/{sid}/refresh}: one refresh token for the same fields anew. */
public final class RefreshSessionHandler implements HttpHandler {
  private final SessionTokens tokens;
  private final LiveSessions sessions;
  private final SessionStore store;
  private final Revocation revocation;
  private final Outlines outlines;
  private final Grants grants;
  private final Clients clients;
  private final MeterRegistry metrics;

  public RefreshSessionHandler(
      SessionTokens tokens,
      LiveSessions sessions,
      SessionStore store,
      Revocation revocation,
      Outlines outlines,
      Grants grants,
      Clients clients,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.tokens = tokens;
    this.sessions = sessions;
    this.store = store;
    this.revocation = revocation;
    this.outlines = outlines;
    this.grants = grants;
    this.clients = clients;
  }

  /** Tells whether two requests come from the same client, without keeping its address. */
  public record Clients(ClientAddress addresses, ViewerPseudonyms pseudonyms) {
    String of(HttpServerExchange exchange) {
      return pseudonyms.ofClient(addresses.of(exchange));
    }
  }

  private record Body(String refreshToken) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    SessionId id = PathParameter.require(exchange, "sid", SessionId::new);
    RefreshToken token = read(exchange, id);
    StoredSession stored = alive(id);
    Session session = stored.session();
    if (!tokens.holds(token, session.proofKeyText())) {
      throw new ProblemException(TokenProblems.of(TokenRefusal.INVALID));
    }
    Outline outline = outlines.of(session).orElseThrow(() -> over(SessionRefusal.GENERATION_GONE));
    long successor = successor(session, token, clients.of(exchange));
    Json.send(exchange, 200, grants.of(session, outline, successor));
  }

  private static RefreshToken read(HttpServerExchange exchange, SessionId id) {
    String text = Json.read(exchange, Body.class).refreshToken();
    RefreshToken token =
        (text == null ? Optional.<RefreshToken>empty() : RefreshToken.parse(text))
            .orElseThrow(() -> new ProblemException(TokenProblems.of(TokenRefusal.MALFORMED)));
    if (!token.session().equals(id)) {
      throw new ProblemException(TokenProblems.of(TokenRefusal.INVALID));
    }
    return token;
  }

  private StoredSession alive(SessionId id) {
    LiveSessions.Liveness liveness = sessions.find(id);
    if (liveness instanceof LiveSessions.Over over) {
      throw over(over.why());
    }
    return ((LiveSessions.Alive) liveness).session();
  }

  private long successor(Session session, RefreshToken token, String client) {
    SessionStore.Refreshing answer = store.refresh(session.id(), token.number(), client);
    String outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
    metrics.counter("reelkey.session.refreshes", "outcome", outcome).increment();
    return switch (answer.outcome()) {
      case NEXT -> answer.successor();
      case UNKNOWN -> throw over(SessionRefusal.UNKNOWN);
      case EXPIRED -> throw over(SessionRefusal.EXPIRED);
      case REVOKED -> throw over(SessionRefusal.REVOKED);
      case REUSED -> {
        // Somebody else has had this token: whoever it is, nobody plays on (RFC 9700, 4.14.2).
        revocation.revoke(session);
        throw over(SessionRefusal.REVOKED);
      }
    };
  }

  private static ProblemException over(SessionRefusal why) {
    return new ProblemException(SessionProblems.of(why));
  }
}
