package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.timeline.PictureClock;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.timeline.TimelineSegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pictures of one chunk, by their index in the film. */
final class ChunkPictures {
  // HLS-RULES C6: players want a point to enter at every two seconds.
  private static final double GROUP_SECONDS = 2;

  private final Timeline timeline;
  private final PictureClock clock;
  private final int first;
  private final int end;
  private final Map<Integer, Integer> segmentStarts = new HashMap<>();
  private final Set<Integer> idrs = new HashSet<>();
  private final Set<Integer> standIns;

  ChunkPictures(Timeline timeline, Chunk chunk) {
    this.timeline = timeline;
    this.clock = PictureClock.of(timeline);
    this.standIns = Set.copyOf(timeline.standIns());
    List<TimelineSegment> segments = timeline.segments();
    int picture = 0;
    for (int i = 0; i < chunk.firstSegment(); i++) {
      picture += segments.get(i).frames();
    }
    this.first = picture;
    for (int i = chunk.firstSegment(); i < chunk.endSegment(); i++) {
      segmentStarts.put(picture, i);
      planIdrs(picture, segments.get(i));
      picture += segments.get(i).frames();
    }
    this.end = picture;
  }

  Timeline timeline() {
    return timeline;
  }

  PictureClock clock() {
    return clock;
  }

  int first() {
    return first;
  }

  /** Index after the last picture. */
  int end() {
    return end;
  }

  int count() {
    return end - first;
  }

  boolean isIdr(int picture) {
    return idrs.contains(picture);
  }

  /** Whether the picture before is planned to stand on. */
  boolean isStandIn(int picture) {
    return standIns.contains(picture);
  }

  boolean startsSegment(int picture) {
    return segmentStarts.containsKey(picture);
  }

  int segmentStartingAt(int picture) {
    return segmentStarts.getOrDefault(picture, -1);
  }

  private void planIdrs(int start, TimelineSegment segment) {
    long length = segment.end() - segment.start();
    double seconds = timeline.timeBase().seconds(length);
    long groups = Math.max(1, Math.round(seconds / GROUP_SECONDS));
    idrs.add(start);
    for (long group = 1; group < groups; group++) {
      idrs.add(clock.pictureAt(segment.start() + length * group / groups));
    }
  }
}
