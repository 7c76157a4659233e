package dev.reelkey.edge.policy;

import java.util.stream.LongStream;

/** What one client may cost; rates are per second and address, bursts in requests. */
public record Limits(
    int headerBuffers,
    int headerBufferBytes,
    int jsonBodyBytes,
    long uploadBodyBytes,
    int headerSeconds,
    int bodySeconds,
    int idleSeconds,
    int connectionsPerAddress,
    int mediaPerSecond,
    int mediaBurst,
    int keysPerSecond,
    int keysBurst,
    int apiPerSecond,
    int apiBurst) {
  public Limits {
    long smallest =
        LongStream.of(
                headerBuffers,
                headerBufferBytes,
                jsonBodyBytes,
                uploadBodyBytes,
                headerSeconds,
                bodySeconds,
                idleSeconds,
                connectionsPerAddress,
                mediaPerSecond,
                mediaBurst,
                keysPerSecond,
                keysBurst,
                apiPerSecond,
                apiBurst)
            .min()
            .orElseThrow();
    if (smallest < 1) {
      // nginx reads 0 as "no limit".
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }

  /** How many requests over the rate a route of this kind serves at once. */
  public int burst(RouteKind kind) {
    return switch (kind) {
      case MEDIA, PAGE -> mediaBurst;
      case KEY -> keysBurst;
      case PERSONAL, UPLOAD, EVENTS, API -> apiBurst;
    };
  }
}
