package dev.reelkey.core.s3;

import dev.reelkey.core.id.RandomIds;
import java.nio.charset.StandardCharsets;

/**
 * Refuses, at start, a store that ignores {@code If-None-Match}: everything rests on it (FLT-6).
 */
public final class BucketSelfTest {
  private BucketSelfTest() {}

  /**
   * Tries one conditional write twice.
   *
   * @throws IllegalStateException if the store overwrites
   */
  public static void run(Bucket bucket, RandomIds ids) {
    String name = "requests/self-test/" + ids.text(16);
    try {
      boolean first = bucket.create(name, bytes("first"), "text/plain");
      boolean second = bucket.create(name, bytes("second"), "text/plain");
      if (!first || second) {
        throw new IllegalStateException(
            "the S3 store ignores If-None-Match; Reelkey needs a store that honours it");
      }
    } finally {
      bucket.delete(name);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
