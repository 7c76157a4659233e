package dev.reelkey.transcoder.ladder;

import java.util.List;

/**
 * What an operator asks of the packaging.
 *
 * @param preset of x264
 * @param rungs from large to small; those larger than the source are left out
 * @param segmentSeconds wished length of a segment
 * @param chunkSeconds wished length of the piece that one worker encodes
 * @param audioBitsPerSecond of encoded stereo sound
 */
public record Profile(
    String name,
    String preset,
    List<RungSetting> rungs,
    double segmentSeconds,
    double chunkSeconds,
    int audioBitsPerSecond) {

  public Profile {
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty() || segmentSeconds < 1 || chunkSeconds < segmentSeconds) {
      throw new IllegalArgumentException("a profile has rungs, and chunks of whole segments");
    }
  }

  /** H.264 in transport streams: plays everywhere. */
  public static Profile h264() {
    return new Profile(
        "h264",
        "veryfast",
        List.of(
            new RungSetting(1080, 22, 6_000_000),
            new RungSetting(720, 22, 3_200_000),
            new RungSetting(480, 23, 1_500_000),
            new RungSetting(360, 23, 900_000),
            new RungSetting(240, 24, 450_000)),
        6,
        60,
        128_000);
  }
}
