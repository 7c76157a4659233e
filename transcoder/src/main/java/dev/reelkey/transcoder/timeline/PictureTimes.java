package dev.reelkey.transcoder.timeline;

import java.util.List;

/**
 * Every displayed picture of the source, in display order.
 *
 * @param start PTS of the first picture in source ticks
 * @param runs how long each picture lasts
 * @param idrs indexes of those pictures that are IDRs, where a copy may be cut
 * @param seekPoints packets where decoding may begin, ascending
 * @param standIns indexes of those pictures that the source has not: the one before stands on
 */
public record PictureTimes(
    TimeBase timeBase,
    long start,
    List<FrameRun> runs,
    List<Integer> idrs,
    List<SeekPoint> seekPoints,
    List<Integer> standIns) {

  public PictureTimes {
    runs = List.copyOf(runs);
    idrs = List.copyOf(idrs);
    seekPoints = List.copyOf(seekPoints);
    standIns = List.copyOf(standIns);
  }

  /** Pictures that the source has every one of. */
  public PictureTimes(
      TimeBase timeBase,
      long start,
      List<FrameRun> runs,
      List<Integer> idrs,
      List<SeekPoint> seekPoints) {
    this(timeBase, start, runs, idrs, seekPoints, List.of());
  }
}
