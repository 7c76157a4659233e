package dev.reelkey.standalone.run;

import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.embedded.EmbeddedRedis;
import dev.reelkey.standalone.embedded.EmbeddedS3;
import dev.reelkey.standalone.embedded.RedisProgram;
import java.util.concurrent.CompletableFuture;

/** The embedded Redis and S3, started side by side, and the clients on them. */
final class Stores implements AutoCloseable {
  private final OpenThings opened;
  private final Bucket bucket;
  private final Redis redis;

  private Stores(OpenThings opened, Bucket bucket, Redis redis) {
    this.opened = opened;
    this.bucket = bucket;
    this.redis = redis;
  }

  static Stores start(DataDirectory data, Secrets secrets) {
    OpenThings opened = new OpenThings();
    try {
      return start(data, secrets, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Stores start(DataDirectory data, Secrets secrets, OpenThings opened) {
    EmbeddedRedis redisServer =
        opened.add(
            EmbeddedRedis.start(
                data.redis(), new RedisProgram(data.redis()), secrets.redisPassword()));
    // The client connects at its first question, so it can be made before the server answers.
    CompletableFuture<Redis> redis =
        CompletableFuture.supplyAsync(() -> Redis.open(redisServer.config()));
    opened.add(() -> redis.join().close());
    EmbeddedS3 s3Server = opened.add(EmbeddedS3.start(data.s3(), secrets.s3SecretKey()));
    Bucket bucket = opened.add(Bucket.open(s3Server.config()));
    bucket.makeIfMissing();
    redisServer.awaitReady();
    return new Stores(opened, bucket, redis.join());
  }

  Bucket bucket() {
    return bucket;
  }

  Redis redis() {
    return redis;
  }

  @Override
  public void close() {
    opened.close();
  }
}
