package dev.reelkey.tests.hls;

import java.util.List;

/** A multivariant playlist and all that it names, each URI once. */
public record StoredPresentation(String multivariant, List<StoredRendition> renditions) {
  public StoredPresentation {
    renditions = List.copyOf(renditions);
  }
}
