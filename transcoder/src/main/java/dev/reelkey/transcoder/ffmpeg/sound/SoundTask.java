package dev.reelkey.transcoder.ffmpeg.sound;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import java.io.IOException;

/** Makes one language's sound for the whole film. */
public final class SoundTask {
  private SoundTask() {}

  public static void run(
      SourceInput input,
      EncodingPlan plan,
      AudioRung rung,
      SegmentSink sink,
      ProgressListener progress)
      throws IOException {
    input.keepOnly(rung.stream());
    if (rung.source() == RungSource.PASSTHROUGH) {
      new CopiedSound(input, plan, rung, sink, progress).run();
    } else {
      new EncodedSound(input, plan, rung, sink, progress).run();
    }
  }
}
