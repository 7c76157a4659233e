package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.VideoId;
import java.util.Map;
import java.util.Optional;

/** Where workers note how far they are; only for showing, and never in anybody's way. */
public interface ProgressBoard {
  /**
   * The plan is known.
   *
   * @param units of work by task
   * @param mediaSeconds length of the film
   */
  void plan(VideoId video, Map<String, Long> units, double mediaSeconds);

  /** So many units of a task are done. */
  void note(VideoId video, String task, long done);

  /** The work stands still until the store has room; the next note ends that. */
  void waitForRoom(VideoId video);

  /** Empty where nothing is known. */
  Optional<Progress> of(VideoId video);

  void clear(VideoId video);

  /**
   * How far a video is.
   *
   * @param percent 0 to 100
   * @param speed seconds of film per second of time; 0 where unknown
   * @param etaSeconds until all units are done; -1 where unknown
   * @param waiting for room in the store
   */
  record Progress(double percent, double speed, long etaSeconds, boolean waiting) {}
}
