package dev.reelkey.playback.oversight;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.Scope;
import dev.reelkey.playback.session.Revocation;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.StoredSession;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;

/** {@code DELETE /v1/sessions/{sid}}: by its opener, or by the video's owner with the scope. */
public final class RevokeSessionHandler implements HttpHandler {
  private final SessionStore store;
  private final Revocation revocation;

  public RevokeSessionHandler(SessionStore store, Revocation revocation) {
    this.store = store;
    this.revocation = revocation;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    AccessToken caller = Caller.of(exchange);
    SessionId id = PathParameter.require(exchange, "sid", SessionId::new);
    Session session =
        find(id)
            .filter(found -> mayEnd(caller, found))
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    exchange.setStatusCode(
        switch (revocation.revoke(session)) {
          case LASTING -> 204;
          case IN_FORCE -> 202;
        });
    exchange.endExchange();
  }

  /** A session seen lately can be ended while Redis is away or at fault; its mark follows. */
  private Optional<Session> find(SessionId id) {
    try {
      return store.find(id).map(StoredSession::session);
    } catch (RedisUnavailableException | IllegalStateException away) {
      return Optional.of(store.recent(id).orElseThrow(() -> away));
    }
  }

  private static boolean mayEnd(AccessToken caller, Session session) {
    SubjectHash subject = SubjectHash.of(caller.subject());
    boolean opened = subject.equals(session.opener());
    boolean owns = subject.equals(session.owner());
    return (opened && caller.scopes().contains(Scope.PLAYBACK_START))
        || (owns && caller.scopes().contains(Scope.SESSIONS_REVOKE));
  }
}
