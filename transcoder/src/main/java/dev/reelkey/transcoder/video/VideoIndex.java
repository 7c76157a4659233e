package dev.reelkey.transcoder.video;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StoredObject;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order behind an owner's list; the records themselves say what is true. */
public final class VideoIndex {
  private static final Pattern NAME = Pattern.compile("[0-9]{13}-[a-z2-7]{26}");
  private static final int TIME_DIGITS = 14;

  private final Bucket bucket;
  private final VideoLife life;
  private final Executor io;

  public VideoIndex(Bucket bucket, VideoLife life, Executor io) {
    this.bucket = bucket;
    this.life = life;
    this.io = io;
  }

  /**
   * A page of records, newest first.
   *
   * @param nextCursor null on the last page
   */
  record Page(List<VideoRecord> records, @Nullable String nextCursor) {}

  Page page(String owner, PageRequest request) {
    String prefix = ObjectLayout.indexOf(SubjectHash.of(owner).value());
    String after = request.cursor().isEmpty() ? "" : prefix + request.cursor();
    List<String> names = new ArrayList<>();
    for (StoredObject each : bucket.list(prefix, after, request.limit() + 1)) {
      names.add(each.name().substring(prefix.length()));
    }
    boolean more = names.size() > request.limit();
    List<String> shown = more ? names.subList(0, request.limit()) : names;
    return new Page(read(owner, shown), more ? shown.get(shown.size() - 1) : null);
  }

  private List<VideoRecord> read(String owner, List<String> names) {
    List<CompletableFuture<Optional<VideoRecord>>> reads =
        names.stream()
            .filter(name -> NAME.matcher(name).matches())
            .map(name -> new VideoId(name.substring(TIME_DIGITS)))
            .map(video -> CompletableFuture.supplyAsync(() -> life.find(video), io))
            .toList();
    try {
      return reads.stream()
          .flatMap(read -> read.join().stream())
          .filter(record -> record.state() != VideoState.DELETED)
          .filter(record -> record.owner().equals(owner))
          .toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
