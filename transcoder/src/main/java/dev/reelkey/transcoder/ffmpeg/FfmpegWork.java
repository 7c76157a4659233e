package dev.reelkey.transcoder.ffmpeg;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.media.helper.SourceReader;
import dev.reelkey.transcoder.media.pipe.Answer;
import java.io.IOException;

/** Does what the worker asked, with FFmpeg. */
public final class FfmpegWork {
  private final SourceReader source;
  private final SourceLimits limits;

  public FfmpegWork(SourceReader source, SourceLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  public Answer scan() throws IOException {
    throw new UnsupportedOperationException(source.size() + " " + limits);
  }

  public void run(MediaTask task, EncodingPlan plan, SegmentSink sink, ProgressListener progress)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
