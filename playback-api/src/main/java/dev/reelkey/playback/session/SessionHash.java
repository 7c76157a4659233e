package dev.reelkey.playback.session;

import static dev.reelkey.core.session.SessionField.ADDRESS;
import static dev.reelkey.core.session.SessionField.CREATED;
import static dev.reelkey.core.session.SessionField.EXPIRES;
import static dev.reelkey.core.session.SessionField.GENERATION;
import static dev.reelkey.core.session.SessionField.MAX_HEIGHT;
import static dev.reelkey.core.session.SessionField.MAX_STREAMS;
import static dev.reelkey.core.session.SessionField.OPENER;
import static dev.reelkey.core.session.SessionField.OWNER;
import static dev.reelkey.core.session.SessionField.PRESENTATION;
import static dev.reelkey.core.session.SessionField.PROOF_KEY;
import static dev.reelkey.core.session.SessionField.REFRESH;
import static dev.reelkey.core.session.SessionField.REFRESHED_AT;
import static dev.reelkey.core.session.SessionField.REFRESHED_BY;
import static dev.reelkey.core.session.SessionField.REVOKED;
import static dev.reelkey.core.session.SessionField.TIER;
import static dev.reelkey.core.session.SessionField.VIDEO;
import static dev.reelkey.core.session.SessionField.VIEWER;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.session.SessionField;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.token.Tier;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session as the fields of its Redis hash. */
final class SessionHash {
  /** In the order in which {@link #read} takes the values. */
  static final List<String> NAMES =
      Arrays.stream(SessionField.values()).map(SessionField::toString).toList();

  private SessionHash() {}

  /** Name, value, name, value …, for a session that is opened now. */
  static List<String> write(Session session) {
    Map<SessionField, String> fields = new EnumMap<>(SessionField.class);
    fields.put(VIEWER, session.viewer().value());
    fields.put(VIDEO, session.video().value());
    fields.put(GENERATION, session.generation().value());
    fields.put(PRESENTATION, Integer.toString(session.presentation()));
    fields.put(TIER, session.tier().toString());
    fields.put(EXPIRES, Long.toString(session.expires().getEpochSecond()));
    fields.put(CREATED, Long.toString(session.created().getEpochSecond()));
    fields.put(PROOF_KEY, session.proofKeyText());
    fields.put(ADDRESS, "");
    fields.put(MAX_HEIGHT, session.maxHeight() == null ? "" : session.maxHeight().toString());
    fields.put(MAX_STREAMS, Integer.toString(session.maxStreams()));
    fields.put(OWNER, session.owner().value());
    fields.put(OPENER, session.opener().value());
    fields.put(REVOKED, "0");
    fields.put(REFRESH, "1");
    fields.put(REFRESHED_AT, Long.toString(session.created().toEpochMilli()));
    fields.put(REFRESHED_BY, "");
    return fields.entrySet().stream()
        .flatMap(entry -> List.of(entry.getKey().toString(), entry.getValue()).stream())
        .toList();
  }

  /** Empty where there is no such hash. */
  static Optional<StoredSession> read(SessionId id, List<@Nullable Object> values) {
    if (values.get(VIEWER.ordinal()) == null) {
      return Optional.empty();
    }
    String proofKey = text(values, PROOF_KEY);
    String maxHeight = text(values, MAX_HEIGHT);
    Session session =
        new Session(
            id,
            new ViewerPseudonym(text(values, VIEWER)),
            new VideoId(text(values, VIDEO)),
            new GenerationId(text(values, GENERATION)),
            Integer.parseInt(text(values, PRESENTATION)),
            Tier.find(text(values, TIER)).orElseThrow(),
            time(values, CREATED),
            time(values, EXPIRES),
            proofKey.isEmpty() ? null : proofKey,
            maxHeight.isEmpty() ? null : Integer.valueOf(maxHeight),
            Integer.parseInt(text(values, MAX_STREAMS)),
            new SubjectHash(text(values, OWNER)),
            new SubjectHash(text(values, OPENER)));
    return Optional.of(
        new StoredSession(
            session,
            "1".equals(text(values, REVOKED)),
            Long.parseLong(text(values, REFRESH)),
            text(values, ADDRESS)));
  }

  private static Instant time(List<@Nullable Object> values, SessionField field) {
    return Instant.ofEpochSecond(Long.parseLong(text(values, field)));
  }

  private static String text(List<@Nullable Object> values, SessionField field) {
    Object value = values.get(field.ordinal());
    return value == null ? "" : value.toString();
  }
}
