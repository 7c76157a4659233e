package dev.reelkey.transcoder.media;

import dev.reelkey.transcoder.encode.ScannedSource;
import dev.reelkey.transcoder.probe.ProbeRefusal;

/** Either what the source is, or why it is refused. */
public sealed interface ScanResult {
  /** The source can be packaged. */
  record Accepted(ScannedSource source) implements ScanResult {}

  /** The source cannot be packaged, now or later. */
  record Refused(ProbeRefusal reason) implements ScanResult {}
}
