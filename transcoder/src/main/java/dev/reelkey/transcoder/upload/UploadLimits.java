package dev.reelkey.transcoder.upload;

import java.time.Duration;

/**
 * What an upload may be.
 *
 * @param maxBytes of one source
 * @param freeSpaceFloor bytes that must stay free in the store after the source is in
 * @param minBytesPerSecond below it, measured over {@code window}, the sender is cut off
 * @param lease how long a video may wait for its source
 */
public record UploadLimits(
    long maxBytes, long freeSpaceFloor, long minBytesPerSecond, Duration window, Duration lease) {
  public static UploadLimits standard() {
    return new UploadLimits(
        50L << 30, 1L << 30, 8 * 1024, Duration.ofSeconds(10), Duration.ofHours(24));
  }
}
