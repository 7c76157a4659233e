package dev.reelkey.transcoder.protect;

import java.io.IOException;

/** A sealed object is not what was sealed at its place: changed, cut, moved, or another key. */
public final class SealBrokenException extends IOException {
  private static final long serialVersionUID = 1L;

  SealBrokenException(String name, Throwable cause) {
    super("the seal of " + name + " does not hold", cause);
  }

  SealBrokenException(String name) {
    super("the seal of " + name + " does not hold");
  }
}
