package dev.reelkey.transcoder.sweep;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Whether a video's source is coming in just now, here or in another process. */
public final class Arrivals {
  // The slowest sender that is not cut off needs a quarter of an hour for a part.
  private static final Duration STALLED = Duration.ofHours(1);

  private final Bucket bucket;
  private final Supplier<Set<VideoId>> here;
  private final Clock clock;
  private final Map<VideoId, Seen> seen = new HashMap<>();

  /**
   * One for a sweep.
   *
   * @param here the videos whose source this process receives
   */
  public Arrivals(Bucket bucket, Supplier<Set<VideoId>> here, Clock clock) {
    this.bucket = bucket;
    this.here = here;
    this.clock = clock;
  }

  private record Seen(int parts, Instant since) {}

  /** Asked once in a sweep: parts that have become more are a sign of a sender. */
  boolean isComing(VideoId video) {
    if (here.get().contains(video)) {
      return true;
    }
    AtomicInteger parts = new AtomicInteger();
    bucket.listAll(ObjectLayout.video(video) + "source/", each -> parts.incrementAndGet());
    if (parts.get() == 0) {
      seen.remove(video);
      return false;
    }
    Seen before = seen.get(video);
    if (before == null || before.parts != parts.get()) {
      before = new Seen(parts.get(), clock.instant());
      seen.put(video, before);
    }
    return before.since.plus(STALLED).isAfter(clock.instant());
  }
}
