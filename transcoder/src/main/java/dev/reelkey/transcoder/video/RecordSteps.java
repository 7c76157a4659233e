package dev.reelkey.transcoder.video;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.RetiredGeneration;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps from one revision of a record to the next. */
public final class RecordSteps {
  private RecordSteps() {}

  /** The first revision. */
  public static VideoRecord created(
      VideoId video, String owner, VideoRequest request, Instant now) {
    return new VideoRecord(
        video,
        1,
        VideoState.UPLOADING,
        owner,
        request.title(),
        request.profile(),
        request.access() == null ? VideoAccess.OWNER_ONLY : request.access(),
        null,
        null,
        0,
        0,
        0,
        List.of(),
        null,
        now,
        now);
  }

  /** The source is whole. */
  public static VideoRecord uploaded(VideoRecord from, UploadId upload, long bytes, Instant now) {
    Draft next = new Draft(from, VideoState.QUEUED);
    next.upload = upload;
    next.sourceBytes = bytes;
    return next.at(now);
  }

  /** Work begins on a new generation. */
  public static VideoRecord processing(VideoRecord from, GenerationId generation, Instant now) {
    Draft next = new Draft(from, VideoState.PROCESSING);
    next.generation = generation;
    next.error = null;
    return next.at(now);
  }

  /** The one commit of a transcode. */
  public static VideoRecord ready(
      VideoRecord from, int presentation, double durationSeconds, Instant now) {
    Draft next = new Draft(from, VideoState.READY);
    next.presentation = presentation;
    next.durationSeconds = durationSeconds;
    return next.at(now);
  }

  /** The commit of a rotation: sessions on the old generation play on until {@code until}. */
  public static VideoRecord rotated(
      VideoRecord from, GenerationId generation, int presentation, Instant until, Instant now) {
    if (from.generation() == null) {
      throw new IllegalArgumentException("only a published generation is rotated");
    }
    Draft next = new Draft(from, VideoState.READY);
    next.retired =
        Stream.concat(
                from.retired().stream(),
                Stream.of(new RetiredGeneration(from.generation(), from.presentation(), until)))
            .toList();
    next.generation = generation;
    next.presentation = presentation;
    return next.at(now);
  }

  /** Those retired generations that nobody may play any more are named no longer. */
  public static VideoRecord withoutRetired(VideoRecord from, Instant now) {
    Draft next = new Draft(from, from.state());
    next.retired = from.retired().stream().filter(each -> each.until().isAfter(now)).toList();
    return next.at(now);
  }

  public static VideoRecord failed(VideoRecord from, VideoError error, Instant now) {
    Draft next = new Draft(from, VideoState.FAILED);
    next.error = error;
    return next.at(now);
  }

  /** A failure is accepted: the source goes too, and nothing can be retried. */
  public static VideoRecord dismissed(VideoRecord from, Instant now) {
    Draft next = new Draft(from, VideoState.FAILED);
    next.upload = null;
    return next.at(now);
  }

  /** Work starts over from the sealed source. */
  public static VideoRecord retried(VideoRecord from, Instant now) {
    Draft next = new Draft(from, VideoState.QUEUED);
    next.generation = null;
    next.error = null;
    return next.at(now);
  }

  /** The tombstone: of the owner's words nothing stays. */
  public static VideoRecord deleted(VideoRecord from, Instant now) {
    Draft next = new Draft(from, VideoState.DELETED);
    next.title = "";
    next.access = VideoAccess.OWNER_ONLY;
    next.error = null;
    return next.at(now);
  }

  /** A revision under construction; what a step does not name stays. */
  private static final class Draft {
    private final VideoRecord from;
    private final VideoState state;
    private String title;
    private VideoAccess access;
    private @Nullable UploadId upload;
    private @Nullable GenerationId generation;
    private int presentation;
    private long sourceBytes;
    private double durationSeconds;
    private List<RetiredGeneration> retired;
    private @Nullable VideoError error;

    Draft(VideoRecord from, VideoState state) {
      this.from = from;
      this.state = state;
      this.title = from.title();
      this.access = from.access();
      this.upload = from.upload();
      this.generation = from.generation();
      this.presentation = from.presentation();
      this.sourceBytes = from.sourceBytes();
      this.durationSeconds = from.durationSeconds();
      this.retired = from.retired();
      this.error = from.error();
    }

    VideoRecord at(Instant now) {
      return new VideoRecord(
          from.video(),
          from.revision() + 1,
          state,
          from.owner(),
          title,
          from.profile(),
          access,
          upload,
          generation,
          presentation,
          sourceBytes,
          durationSeconds,
          retired,
          error,
          from.created(),
          now);
    }
  }
}
