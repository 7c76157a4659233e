package dev.reelkey.core.session;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that objects below {@code revoked/} name, so that a loss of Redis undoes no
 * revocation. Its owner calls {@link #read} at least once a minute.
 */
public final class RevokedSessions {
  private final Bucket bucket;
  private final Clock clock;
  private final Set<SessionId> revokedHere = ConcurrentHashMap.newKeySet();
  private volatile Set<SessionId> known = Set.of();

  public RevokedSessions(Bucket bucket, Clock clock) {
    this.bucket = bucket;
    this.clock = clock;
  }

  /** Whether the session was known as revoked at the last reading, or was revoked here. */
  public boolean contains(SessionId session) {
    // In this order: a reading takes it in over there before it lets go of it here.
    return revokedHere.contains(session) || known.contains(session);
  }

  /**
   * Revokes for good, whatever becomes of Redis; doing it twice changes nothing. Where the store is
   * away, this instance knows all the same.
   */
  public void add(SessionId session) {
    revokedHere.add(session);
    byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
    bucket.create(ObjectLayout.revoked(today(), session), content, "application/json");
  }

  /** Reads today's and yesterday's objects; no session lives longer than a day. */
  public void read() {
    Set<SessionId> found = new HashSet<>();
    collect(today().minusDays(1), found);
    collect(today(), found);
    known = found;
    revokedHere.removeAll(found);
  }

  private void collect(LocalDate day, Set<SessionId> found) {
    String prefix = ObjectLayout.revokedOn(day);
    bucket.listAll(
        prefix,
        each -> {
          try {
            found.add(new SessionId(each.name().substring(prefix.length())));
          } catch (IllegalArgumentException uploadInProgress) {
            // S3Proxy lists uploads in progress as <key>-<uuid>; the next reading has them.
          }
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
