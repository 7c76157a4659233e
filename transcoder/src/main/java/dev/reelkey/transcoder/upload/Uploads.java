package dev.reelkey.transcoder.upload;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.SourceSeal;
import dev.reelkey.transcoder.video.RecordSteps;
import dev.reelkey.transcoder.video.VideoLife;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes sources in. Every attempt has an upload id and objects of its own; the revision QUEUED
 * names one of them, so interrupted and doubled uploads never mix.
 */
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  // What is made of a source takes about as much room again.
  private static final int WITH_RENDITIONS = 2;

  private final Bucket bucket;
  private final KeyServer keys;
  private final VideoLife life;
  private final RandomIds ids;
  private final UploadLimits limits;
  private final FreeSpace space;
  private final Clock clock;
  private final List<VideoId> receiving = new CopyOnWriteArrayList<>();

  public Uploads(
      Bucket bucket,
      KeyServer keys,
      VideoLife life,
      RandomIds ids,
      UploadLimits limits,
      FreeSpace space,
      Clock clock) {
    this.bucket = bucket;
    this.keys = keys;
    this.life = life;
    this.ids = ids;
    this.limits = limits;
    this.space = space;
    this.clock = clock;
  }

  /**
   * Refuses before anything is read what cannot end well.
   *
   * @param announced bytes, or -1 where the sender does not say
   */
  public void check(long announced) throws UploadRefusedException {
    if (announced == 0) {
      throw new UploadRefusedException(UploadRefusal.EMPTY);
    }
    if (announced > limits.maxBytes()) {
      throw new UploadRefusedException(UploadRefusal.TOO_LARGE);
    }
    requireSpace(Math.max(0, announced) * WITH_RENDITIONS);
  }

  /** The videos whose source is being read now. */
  public Set<VideoId> receiving() {
    return Set.copyOf(receiving);
  }

  /**
   * Reads the body to its end and makes it the video's source.
   *
   * @return the revision QUEUED, or empty where the video waits for no source any more
   */
  public Optional<VideoRecord> receive(VideoId video, InputStream body)
      throws UploadRefusedException {
    receiving.add(video);
    try {
      return receiveNoted(video, body);
    } finally {
      receiving.remove(video);
    }
  }

  private Optional<VideoRecord> receiveNoted(VideoId video, InputStream body)
      throws UploadRefusedException {
    UploadId upload = ids.upload();
    SourceSeal seal = new SourceSeal(keys.sourceKey(video), video, upload);
    SourceWriter writer = new SourceWriter(bucket, seal, video, upload);
    long bytes = write(writer, body);
    // A fault of the store from here on leaves open whether the revision exists: nothing may be
    // deleted then. The sweep knows by the record.
    Optional<VideoRecord> queued =
        life.advance(
            video,
            (current, now) ->
                current.state() == VideoState.UPLOADING
                    ? Optional.of(RecordSteps.uploaded(current, upload, bytes, now))
                    : Optional.empty());
    if (queued.isEmpty()) {
      LOG.info("upload came second video={} upload={}", video, upload);
      writer.abandon();
    }
    return queued;
  }

  private long write(SourceWriter writer, InputStream body) throws UploadRefusedException {
    try {
      long bytes = writer.writeParts(new MeteredBody(body, limits, clock), () -> requireSpace(0));
      if (bytes == 0) {
        throw new UploadRefusedException(UploadRefusal.EMPTY);
      }
      writer.commit();
      return bytes;
    } catch (UploadRefusedException e) {
      writer.abandon();
      throw e;
    } catch (MeteredBody.LimitException e) {
      writer.abandon();
      throw new UploadRefusedException(e.why());
    } catch (IOException e) {
      writer.abandon();
      throw new UploadRefusedException(UploadRefusal.INTERRUPTED);
    }
  }

  private void requireSpace(long more) throws UploadRefusedException {
    if (space.availableBytes() - limits.freeSpaceFloor() < more) {
      throw new UploadRefusedException(UploadRefusal.STORAGE_FULL);
    }
  }
}
