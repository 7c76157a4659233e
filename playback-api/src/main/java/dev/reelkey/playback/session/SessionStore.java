package dev.reelkey.playback.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.session.SessionKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The living sessions, in Redis. Every change is one script; each method throws {@link
 * RedisUnavailableException} within a second where Redis is away.
 */
public final class SessionStore {
  /** Whether the viewer may have one more session. */
  public enum Opening {
    OPEN,
    TOO_MANY_STREAMS,
    TOO_MANY_SESSIONS
  }

  /**
   * What became of a refresh token.
   *
   * @param successor number of the next token; 0 unless the outcome is NEXT
   */
  public record Refreshing(Outcome outcome, long successor) {}

  /** The answers to a refresh token that we did issue. */
  public enum Outcome {
    NEXT,
    UNKNOWN,
    REVOKED,
    EXPIRED,
    /** It had been used: the session is revoked now. */
    REUSED
  }

  // Redis away must be told within a second (FLT-1).
  private static final Duration LIMIT = Duration.ofMillis(700);
  // So long a key request after the end can be told "expired" from "unknown".
  private static final Duration KEPT_AFTER_END = Duration.ofMinutes(10);
  private static final int MOST_SESSIONS = 500;
  private static final int RECENT = 50_000;
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Redis redis;
  private final Clock clock;
  private final Cache<SessionId, Session> recent =
      Caffeine.newBuilder().maximumSize(RECENT).expireAfterWrite(Duration.ofDays(1)).build();

  public SessionStore(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /** Opens the session; where it is open already, nothing changes. */
  public Opening open(Session session) {
    Instant now = clock.instant();
    long keep = Duration.between(now, session.expires().plus(KEPT_AFTER_END)).toSeconds();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                session.id().value(),
                Long.toString(now.toEpochMilli()),
                seconds(session.expires()),
                Long.toString(keep),
                Integer.toString(MOST_SESSIONS),
                Integer.toString(session.maxStreams()),
                Long.toString(SessionKeys.STREAM_LAPSE.toMillis())));
    arguments.addAll(SessionHash.write(session));
    List<String> keys =
        List.of(
            SessionKeys.session(session.id()),
            SessionKeys.sessionsOf(session.viewer()),
            SessionKeys.streamsOf(session.viewer()));
    String answer = text(redis.run(SessionScripts.OPEN, keys, arguments, LIMIT), 0);
    if (answer.equals("open")) {
      index(session, now, keep);
    }
    return switch (answer) {
      case "open" -> Opening.OPEN;
      case "too_many_streams" -> Opening.TOO_MANY_STREAMS;
      default -> Opening.TOO_MANY_SESSIONS;
    };
  }

  public Optional<StoredSession> find(SessionId id) {
    List<String> keys = List.of(SessionKeys.session(id));
    Optional<StoredSession> found =
        SessionHash.read(id, redis.run(SessionScripts.FIND, keys, SessionHash.NAMES, LIMIT));
    found.ifPresent(stored -> recent.put(id, stored.session()));
    return found;
  }

  /** The session as this instance last saw it: enough to end it while Redis is away. */
  public Optional<Session> recent(SessionId id) {
    return Optional.ofNullable(recent.getIfPresent(id));
  }

  /** Uses a refresh token up; {@code client} stands for the client that shows it. */
  public Refreshing refresh(SessionId id, long number, String client) {
    List<String> keys = List.of(SessionKeys.session(id));
    // By Redis's clock, so that no difference between its clock and ours counts.
    long now = Long.parseLong(text(redis.run(SessionScripts.TIME, keys, List.of(), LIMIT), 0));
    List<Object> answer =
        redis.run(
            SessionScripts.REFRESH,
            keys,
            List.of(
                Long.toString(number),
                Long.toString(clock.millis()),
                client,
                Long.toString(GRACE.toMillis()),
                Long.toString(now + LIMIT.toMillis())),
            LIMIT);
    return switch (text(answer, 0)) {
      case "next" -> new Refreshing(Outcome.NEXT, Long.parseLong(text(answer, 1)));
      case "unknown" -> new Refreshing(Outcome.UNKNOWN, 0);
      case "revoked" -> new Refreshing(Outcome.REVOKED, 0);
      case "expired" -> new Refreshing(Outcome.EXPIRED, 0);
      case "late" -> throw new RedisUnavailableException("refreshing", new TimeoutException());
      default -> new Refreshing(Outcome.REUSED, 0);
    };
  }

  /** Ends the session in Redis and frees the viewer's stream. */
  public void revoke(SessionId id, ViewerPseudonym viewer) {
    redis.run(
        SessionScripts.REVOKE,
        List.of(SessionKeys.session(id), SessionKeys.streamsOf(viewer)),
        List.of(id.value()),
        LIMIT);
  }

  /** Binds a native session to its first address; answers the one it is bound to. */
  public String bind(SessionId id, String address) {
    List<Object> answer =
        redis.run(SessionScripts.BIND, List.of(SessionKeys.session(id)), List.of(address), LIMIT);
    return answer.isEmpty() ? "" : text(answer, 0);
  }

  public List<StoredSession> of(ViewerPseudonym viewer) {
    return list(SessionKeys.sessionsOf(viewer));
  }

  public List<StoredSession> of(VideoId video) {
    return list(SessionKeys.sessionsOf(video));
  }

  private List<StoredSession> list(String key) {
    String now = seconds(clock.instant());
    return redis
        .run(
            SessionScripts.LIST, List.of(key), List.of(now, Integer.toString(MOST_SESSIONS)), LIMIT)
        .stream()
        .flatMap(each -> find(new SessionId(each.toString())).stream())
        .toList();
  }

  /** In a slot of its own, so in a script of its own; only listings read it. */
  private void index(Session session, Instant now, long keep) {
    redis.run(
        SessionScripts.INDEX,
        List.of(SessionKeys.sessionsOf(session.video())),
        List.of(
            session.id().value(), seconds(now), seconds(session.expires()), Long.toString(keep)),
        LIMIT);
  }

  private static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }

  private static String text(List<Object> answer, int index) {
    return answer.get(index).toString();
  }
}
