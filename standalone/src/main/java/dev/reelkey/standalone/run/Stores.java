package dev.reelkey.standalone.run;

import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.embedded.EmbeddedRedis;
import dev.reelkey.standalone.embedded.EmbeddedS3;
import dev.reelkey.standalone.embedded.RedisProgram;

/** The embedded Redis and S3, started side by side, and the clients on them. */
final class Stores implements AutoCloseable {
  private final EmbeddedRedis redisServer;
  private final EmbeddedS3 s3Server;
  private final Bucket bucket;
  private final Redis redis;

  private Stores(EmbeddedRedis redisServer, EmbeddedS3 s3Server, Bucket bucket, Redis redis) {
    this.redisServer = redisServer;
    this.s3Server = s3Server;
    this.bucket = bucket;
    this.redis = redis;
  }

  static Stores start(DataDirectory data, Secrets secrets) {
    EmbeddedRedis redisServer =
        EmbeddedRedis.start(data.redis(), new RedisProgram(data.redis()), secrets.redisPassword());
    EmbeddedS3 s3Server = EmbeddedS3.start(data.s3(), secrets.s3SecretKey());
    Bucket bucket = Bucket.open(s3Server.config());
    bucket.makeIfMissing();
    try {
      redisServer.awaitReady();
    } catch (RuntimeException e) {
      bucket.close();
      s3Server.close();
      throw e;
    }
    return new Stores(redisServer, s3Server, bucket, Redis.open(redisServer.config()));
  }

  Bucket bucket() {
    return bucket;
  }

  Redis redis() {
    return redis;
  }

  EmbeddedRedis redisServer() {
    return redisServer;
  }

  @Override
  public void close() {
    redis.close();
    bucket.close();
    s3Server.close();
    redisServer.close();
  }
}
