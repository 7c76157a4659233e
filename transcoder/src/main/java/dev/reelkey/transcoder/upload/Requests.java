package dev.reelkey.transcoder.upload;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.session.SubjectHash;
import java.util.Optional;

/**
 * Remembers which video a request made, so that the same request again makes no second one. The
 * create-only object decides between two that come at once.
 */
public final class Requests {
  private final Bucket bucket;
  private final RandomIds ids;

  public Requests(Bucket bucket, RandomIds ids) {
    this.bucket = bucket;
    this.ids = ids;
  }

  private record Remembered(VideoId video, String fingerprint) {}

  /** What a request is to make. */
  public sealed interface Outcome {
    /** This video; perhaps an earlier try has begun it. */
    record Proceed(VideoId video) implements Outcome {}

    /** The key was used for another request. */
    record KeyReused() implements Outcome {}
  }

  /**
   * Which video the request is for.
   *
   * @param key the Idempotency-Key as the client sent it
   * @param fingerprint what makes two requests the same
   */
  public Outcome claim(String subject, Optional<String> key, String fingerprint) {
    VideoId fresh = ids.video();
    if (key.isEmpty()) {
      return new Outcome.Proceed(fresh);
    }
    String name =
        ObjectLayout.request(SubjectHash.of(subject).value(), SubjectHash.of(key.get()).value());
    Remembered mine = new Remembered(fresh, SubjectHash.of(fingerprint).value());
    if (bucket.create(name, Json.bytes(mine), "application/json")) {
      return new Outcome.Proceed(fresh);
    }
    Remembered first = bucket.get(name).map(r -> Json.parse(r, Remembered.class)).orElse(mine);
    return first.fingerprint().equals(mine.fingerprint())
        ? new Outcome.Proceed(first.video())
        : new Outcome.KeyReused();
  }
}
