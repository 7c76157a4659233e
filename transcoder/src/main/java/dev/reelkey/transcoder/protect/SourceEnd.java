package dev.reelkey.transcoder.protect;

import java.util.List;

/**
 * Ends an upload: only with it are the parts before it a source.
 *
 * @param partBytes clear size of each part, from part 0
 * @param sha256 of the whole clear source, lower-case hex
 */
public record SourceEnd(List<Long> partBytes, long totalBytes, String sha256) {
  /** Its name among the upload's objects. */
  public static final String NAME = "end";

  public SourceEnd {
    partBytes = List.copyOf(partBytes);
    long sum = 0;
    for (long bytes : partBytes) {
      sum += bytes;
    }
    if (sum != totalBytes || totalBytes <= 0) {
      throw new IllegalArgumentException("the parts of a source add up to its size");
    }
  }
}
