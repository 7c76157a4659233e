package dev.reelkey.playback.session;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Says whether a session may go on now: by Redis, by the revocation objects, by its video. */
public final class LiveSessions {
  /** A session that may go on, or why it may not. */
  public sealed interface Liveness {}

  /** It may. */
  public record Alive(StoredSession session) implements Liveness {}

  /** It may not. */
  public record Over(SessionRefusal why) implements Liveness {}

  private final SessionStore store;
  private final RevokedSessions revoked;
  private final RecentVideos videos;
  private final Clock clock;

  public LiveSessions(
      SessionStore store, RevokedSessions revoked, RecentVideos videos, Clock clock) {
    this.store = store;
    this.revoked = revoked;
    this.videos = videos;
    this.clock = clock;
  }

  public Liveness find(SessionId id) {
    Optional<StoredSession> found = store.find(id);
    if (found.isEmpty()) {
      return new Over(SessionRefusal.UNKNOWN);
    }
    Session session = found.get().session();
    if (found.get().revoked() || revoked.contains(id)) {
      return new Over(SessionRefusal.REVOKED);
    }
    Instant now = clock.instant();
    if (!now.isBefore(session.expires())) {
      return new Over(SessionRefusal.EXPIRED);
    }
    boolean playable =
        videos.recent(session.video()).map(record -> plays(record, session, now)).orElse(false);
    return playable ? new Alive(found.get()) : new Over(SessionRefusal.GENERATION_GONE);
  }

  private static boolean plays(VideoRecord record, Session session, Instant now) {
    return record.state() != VideoState.DELETED
        && (session.generation().equals(record.generation())
            || record.retired().stream()
                .anyMatch(
                    old ->
                        old.generation().equals(session.generation())
                            && now.isBefore(old.until())));
  }
}
