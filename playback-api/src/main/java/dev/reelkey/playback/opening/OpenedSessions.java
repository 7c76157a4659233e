package dev.reelkey.playback.opening;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.StoredSession;
import java.time.Clock;
import java.util.Optional;

/** Opens granted sessions in the store, once for each Idempotency-Key. */
public final class OpenedSessions {
  /** What came of it. */
  public sealed interface Result {}

  /** The session is open, now or since an earlier request with the same key. */
  public record Opened(StoredSession session) implements Result {}

  /** It is not. */
  public record Refused(OpenRefusal why) implements Result {}

  private final SessionStore store;
  private final RememberedOpenings remembered;
  private final RevokedSessions revoked;
  private final Clock clock;

  public OpenedSessions(
      SessionStore store, RememberedOpenings remembered, RevokedSessions revoked, Clock clock) {
    this.store = store;
    this.remembered = remembered;
    this.revoked = revoked;
    this.clock = clock;
  }

  /** Opens {@code wanted}, or finds what the same key opened before. */
  public Result open(Session wanted, OpenRequest request, Optional<String> key) {
    if (key.isEmpty()) {
      return enter(wanted);
    }
    String hash = SubjectHash.of(Json.write(request)).value();
    RememberedOpenings.Remembered first =
        remembered
            .find(wanted.opener(), wanted.video(), key.get())
            .orElseGet(
                () ->
                    remembered.remember(
                        wanted.opener(),
                        wanted.video(),
                        key.get(),
                        new RememberedOpenings.Remembered(wanted.id(), hash, wanted.expires())));
    if (!first.request().equals(hash)) {
      return new Refused(OpenRefusal.IDEMPOTENCY_KEY_REUSED);
    }
    if (!clock.instant().isBefore(first.expires()) || revoked.contains(first.session())) {
      return new Refused(OpenRefusal.SESSION_OVER);
    }
    return enter(named(wanted, first));
  }

  private Result enter(Session session) {
    return switch (store.open(session)) {
      case TOO_MANY_STREAMS -> new Refused(OpenRefusal.TOO_MANY_STREAMS);
      case TOO_MANY_SESSIONS -> new Refused(OpenRefusal.TOO_MANY_SESSIONS);
      case OPEN ->
          store
              .find(session.id())
              .filter(stored -> !stored.revoked())
              .<Result>map(Opened::new)
              .orElseGet(() -> new Refused(OpenRefusal.SESSION_OVER));
    };
  }

  /** The same leave under the id that the first request was given. */
  private static Session named(Session wanted, RememberedOpenings.Remembered first) {
    return new Session(
        first.session(),
        wanted.viewer(),
        wanted.video(),
        wanted.generation(),
        wanted.presentation(),
        wanted.tier(),
        wanted.created(),
        first.expires(),
        wanted.proofKey(),
        wanted.maxHeight(),
        wanted.maxStreams(),
        wanted.owner(),
        wanted.opener());
  }
}
