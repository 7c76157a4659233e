package dev.reelkey.transcoder.media;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A media process that is still being prepared; a first task waits for it, a start does not. */
public final class PreparedMediaProcess implements MediaProcess {
  private final CompletableFuture<? extends MediaProcess> prepared;

  public PreparedMediaProcess(CompletableFuture<? extends MediaProcess> prepared) {
    this.prepared = prepared;
  }

  @Override
  public ScanResult scan(ByteSource source, SourceLimits limits) {
    return ready().scan(source, limits);
  }

  @Override
  public void run(
      MediaTask task,
      EncodingPlan plan,
      ByteSource source,
      SegmentSink sink,
      ProgressListener progress) {
    ready().run(task, plan, source, sink, progress);
  }

  @Override
  public void settle() {
    prepared.handle((process, failure) -> "ended").join();
  }

  private MediaProcess ready() {
    try {
      return prepared.join();
    } catch (CompletionException | CancellationException e) {
      throw new MediaFailureException(
          MediaFailure.NOT_STARTED, "the media process was not prepared", e);
    }
  }
}
