package dev.reelkey.core.video;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a video's record, as it lies in {@code videos/{id}/record/}. The highest revision
 * is the truth about the video; creating the revision READY is the one commit of a transcode.
 *
 * @param owner subject of the access token that created the video
 * @param upload which upload's parts are the source; null before one has ended
 * @param generation the packaging being made (PROCESSING) or published (READY); null before
 * @param presentation number of the published presentation; 0 before READY
 * @param sourceBytes size of the source; 0 before it is known
 * @param durationSeconds length of the published video; 0 before READY
 * @param retired earlier generations that sessions may still play until a time
 * @param error why it FAILED; null otherwise
 * @param updated when this revision was created
 */
public record VideoRecord(
    VideoId video,
    long revision,
    VideoState state,
    String owner,
    String title,
    String profile,
    VideoAccess access,
    @Nullable UploadId upload,
    @Nullable GenerationId generation,
    int presentation,
    long sourceBytes,
    double durationSeconds,
    List<RetiredGeneration> retired,
    @Nullable VideoError error,
    Instant created,
    Instant updated) {
  public VideoRecord {
    retired = List.copyOf(retired);
  }

  /**
   * A generation that a rotation replaced.
   *
   * @param until sessions opened before play on until then; afterwards it is deleted
   */
  public record RetiredGeneration(GenerationId generation, int presentation, Instant until) {}

  /**
   * Why a video failed.
   *
   * @param code stable, for programs
   * @param detail one sentence for the uploader: what is wrong and what to do
   */
  public record VideoError(String code, String detail) {}
}
