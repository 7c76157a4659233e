package dev.reelkey.core.video;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.Revisions;
import java.util.Optional;

/** Reads and appends the revisions of video records. */
public final class VideoRecords {
  private final Revisions revisions;

  public VideoRecords(Bucket bucket) {
    this.revisions = new Revisions(bucket);
  }

  /** The current record, tombstones included; empty where there never was such a video. */
  public Optional<VideoRecord> find(VideoId video) {
    return revisions
        .latest(ObjectLayout.records(video))
        .map(revision -> Json.parse(revision.content(), VideoRecord.class));
  }

  /**
   * Creates the revision that {@code next} says it is.
   *
   * @return false where that revision exists: somebody was faster; read anew
   */
  public boolean append(VideoRecord next) {
    return revisions.create(ObjectLayout.records(next.video()), next.revision(), Json.bytes(next));
  }
}
