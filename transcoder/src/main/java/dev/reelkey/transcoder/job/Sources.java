package dev.reelkey.transcoder.job;

import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.SealBrokenException;
import dev.reelkey.transcoder.protect.SealedSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Opens the sealed source that a record names. */
public final class Sources {
  private final Bucket bucket;
  private final KeyServer keys;
  private final Executor readAhead;

  public Sources(Bucket bucket, KeyServer keys, Executor readAhead) {
    this.bucket = bucket;
    this.keys = keys;
    this.readAhead = readAhead;
  }

  public SealedSource open(VideoRecord record) {
    try {
      return SealedSource.open(
          bucket,
          keys.sourceKey(record.video()),
          record.video(),
          Optional.ofNullable(record.upload()).orElseThrow(),
          readAhead);
    } catch (SealBrokenException e) {
      throw new WorkFailedException(
          "source_lost", "The stored file is not whole any more. Please upload it again.");
    }
  }
}
