package dev.reelkey.core.s3;

import dev.reelkey.core.id.RandomIds;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out a store that ignores {@code If-None-Match}: everything rests on it (FLT-6). */
public final class BucketSelfTest {
  /** Where a service tries it that may create below {@code requests/}. */
  public static final String USUAL = "requests/self-test/";

  private static final Logger LOG = LoggerFactory.getLogger(BucketSelfTest.class);

  private BucketSelfTest() {}

  /** The same where every service may write. */
  public static void run(Bucket bucket, RandomIds ids) {
    run(bucket, ids, USUAL);
  }

  /**
   * Tries one conditional write twice.
   *
   * @param prefix where this service may create
   * @throws IllegalStateException if the store overwrites
   * @throws StorageUnavailableException if that cannot be found out now
   */
  public static void run(Bucket bucket, RandomIds ids, String prefix) {
    String name = prefix + ids.text(16);
    boolean first = bucket.create(name, bytes("first"), "text/plain");
    boolean second = bucket.create(name, bytes("second"), "text/plain");
    if (!first || second) {
      throw new IllegalStateException(
          "the S3 store ignores If-None-Match; Reelkey needs a store that honours it");
    }
    delete(bucket, name);
  }

  /** Not every service may delete; what stays is six bytes for each start. */
  private static void delete(Bucket bucket, String name) {
    try {
      bucket.delete(name);
    } catch (StorageUnavailableException e) {
      LOG.info("the self-test's object stays: {}", e.getMessage());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
