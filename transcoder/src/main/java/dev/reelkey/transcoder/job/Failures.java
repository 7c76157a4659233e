package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.video.RecordSteps;
import dev.reelkey.transcoder.video.VideoLife;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a packaging that cannot succeed; the record tells the uploader why. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final VideoLife life;
  private final ProgressBoard progress;

  public Failures(VideoLife life, ProgressBoard progress) {
    this.life = life;
    this.progress = progress;
  }

  /** Creates the revision FAILED, unless the video has moved on from what {@code task} was for. */
  public void fail(Task task, VideoError why) {
    VideoId video = task.video();
    life.advance(
            video,
            (current, now) -> {
              boolean waiting =
                  current.state() == VideoState.QUEUED && task.kind() == Task.Kind.PLAN;
              boolean same =
                  current.state() == VideoState.PROCESSING
                      && (task.generation() == null
                          || Objects.equals(current.generation(), task.generation()));
              return waiting || same
                  ? Optional.of(RecordSteps.failed(current, why, now))
                  : Optional.empty();
            })
        .ifPresent(record -> LOG.warn("failed video={} task={} code={}", video, task, why.code()));
    progress.clear(video);
  }
}
