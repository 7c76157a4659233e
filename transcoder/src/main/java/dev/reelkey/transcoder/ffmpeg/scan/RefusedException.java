package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.probe.ProbeRefusal;

/** Ends a scan from deep inside; never leaves this package but as an answer. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProbeRefusal reason;

  RefusedException(ProbeRefusal reason) {
    super(reason.code());
    this.reason = reason;
  }

  ProbeRefusal reason() {
    return reason;
  }
}
