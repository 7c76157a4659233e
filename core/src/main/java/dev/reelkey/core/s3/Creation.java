package dev.reelkey.core.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates objects that no other may have created; sees through lost answers. */
final class Creation {
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final int BLOCK = 64 * 1024;

  /** Records, keyrings, playlists; what is larger may take its time. */
  private static final int SMALL = 64 * 1024;

  private final S3Client s3;
  private final String bucket;
  private final Bucket objects;

  Creation(S3Client s3, String bucket, Bucket objects) {
    this.s3 = s3;
    this.bucket = bucket;
    this.objects = objects;
  }

  private enum Outcome {
    CREATED,
    EXISTS,
    /** Another conditional write of this name is under way; whether it ends well is open. */
    CONFLICT
  }

  boolean create(String name, byte[] content, String contentType) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Outcome outcome = put(name, content, contentType);
      if (outcome != Outcome.CONFLICT) {
        return outcome == Outcome.CREATED || isSame(name, content);
      }
      await(pause);
      pause = pause.multipliedBy(2);
    }
    throw new StorageUnavailableException("creating " + name + ": it is being written all along");
  }

  private Outcome put(String name, byte[] content, String contentType) {
    try {
      s3.putObject(
          r -> {
            r.bucket(bucket).key(name).contentType(contentType).ifNoneMatch("*");
            if (content.length <= SMALL) {
              r.overrideConfiguration(Bucket.SOON);
            }
          },
          RequestBody.fromBytes(content));
      return Outcome.CREATED;
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        case 412 -> Outcome.EXISTS;
        case 409 -> Outcome.CONFLICT;
        default -> throw new StorageUnavailableException("creating " + name, e);
      };
    } catch (SdkException e) {
      throw new StorageUnavailableException("creating " + name, e);
    }
  }

  /** Byte for byte: a racing writer of the same length is not us. */
  private boolean isSame(String name, byte[] content) {
    Optional<Bucket.ObjectStream> found = objects.stream(name, Optional.empty());
    if (found.isEmpty()) {
      return false;
    }
    Bucket.ObjectStream stored = found.get();
    try (InputStream body = stored.body()) {
      boolean same = stored.bytes() == content.length && holds(body, content);
      if (!same) {
        stored.abort().run();
      }
      return same;
    } catch (IOException e) {
      throw new StorageUnavailableException("reading " + name, e);
    }
  }

  private static boolean holds(InputStream body, byte[] content) throws IOException {
    int at = 0;
    byte[] block = body.readNBytes(BLOCK);
    while (block.length > 0) {
      int end = at + block.length;
      if (end > content.length || !Arrays.equals(content, at, end, block, 0, block.length)) {
        return false;
      }
      at = end;
      block = body.readNBytes(BLOCK);
    }
    return at == content.length;
  }

  private static void await(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("interrupted", e);
    }
  }
}
