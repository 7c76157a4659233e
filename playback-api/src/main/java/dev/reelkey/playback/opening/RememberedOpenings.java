package dev.reelkey.playback.opening;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.session.SubjectHash;
import java.time.Instant;
import java.util.Optional;

/**
 * Which session an Idempotency-Key has opened. Only the id is remembered: a replay mints tokens
 * anew.
 */
public final class RememberedOpenings {
  private final Bucket bucket;

  public RememberedOpenings(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * What lies in the object.
   *
   * @param request hash of the request's body, so that a key is not used for two of them
   */
  public record Remembered(SessionId session, String request, Instant expires) {}

  /** Empty where the key is new. */
  public Optional<Remembered> find(SubjectHash caller, VideoId video, String key) {
    return bucket
        .get(name(caller, video, key))
        .map(content -> Json.parse(content, Remembered.class));
  }

  /** Creates it; where somebody else was faster, answers theirs. */
  public Remembered remember(SubjectHash caller, VideoId video, String key, Remembered remembered) {
    String name = name(caller, video, key);
    return bucket.create(name, Json.bytes(remembered), "application/json")
        ? remembered
        : find(caller, video, key).orElse(remembered);
  }

  /** The route is hashed too: the same key on another route is another request. */
  private static String name(SubjectHash caller, VideoId video, String key) {
    String request = "POST /v1/videos/" + video + "/sessions\n" + key;
    return ObjectLayout.request(caller.value(), SubjectHash.of(request).value());
  }
}
