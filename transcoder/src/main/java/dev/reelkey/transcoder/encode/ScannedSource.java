package dev.reelkey.transcoder.encode;

import dev.reelkey.transcoder.probe.SourceProbe;
import dev.reelkey.transcoder.timeline.PictureTimes;
import java.util.List;

/**
 * The outcome of reading every packet of a source once.
 *
 * @param copyableAudio streams of AAC-LC that cover the pictures without a gap
 */
public record ScannedSource(
    SourceProbe probe, PictureTimes pictures, CopyVerdict copy, List<Integer> copyableAudio) {
  public ScannedSource {
    copyableAudio = List.copyOf(copyableAudio);
  }
}
