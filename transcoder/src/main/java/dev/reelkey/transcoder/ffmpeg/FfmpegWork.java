package dev.reelkey.transcoder.ffmpeg;

import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.ffmpeg.picture.PictureTask;
import dev.reelkey.transcoder.ffmpeg.scan.SourceScan;
import dev.reelkey.transcoder.ffmpeg.sound.SoundTask;
import dev.reelkey.transcoder.ffmpeg.still.StillsTask;
import dev.reelkey.transcoder.ffmpeg.text.SubtitleTask;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.media.helper.SourceReader;
import dev.reelkey.transcoder.media.pipe.Answer;
import java.io.IOException;
import org.bytedeco.ffmpeg.global.avutil;

/** Does what the worker asked, with FFmpeg. */
public final class FfmpegWork {
  private final SourceReader source;
  private final SourceLimits limits;

  public FfmpegWork(SourceReader source, SourceLimits limits) {
    this.source = source;
    this.limits = limits;
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
  }

  public Answer scan() throws IOException {
    return new SourceScan(source, limits).answer();
  }

  public void run(MediaTask task, EncodingPlan plan, SegmentSink sink, ProgressListener progress)
      throws IOException {
    String demuxer =
        Containers.demuxer(source)
            .orElseThrow(() -> new MediaFailureException(MediaFailure.DAMAGED, "no container"));
    try (SourceInput input =
        SourceInput.open(source, demuxer, limits.maxStreams() + 1, limits.maxPixels())) {
      if (task.equals(MediaTask.POSTER)) {
        new StillsTask(input, plan, limits.maxPixels(), sink, progress).run();
        return;
      }
      for (Chunk chunk : plan.chunks()) {
        if (MediaTask.video(chunk).equals(task)) {
          new PictureTask(input, plan, chunk, limits.maxPixels(), sink, progress).run();
          return;
        }
      }
      for (AudioRung rung : plan.audio()) {
        if (rung.name().value().equals(task.name())) {
          SoundTask.run(input, plan, rung, sink, progress);
          return;
        }
      }
      for (SubtitleRung rung : plan.subtitles()) {
        if (rung.name().value().equals(task.name())) {
          new SubtitleTask(input, plan, rung, sink).run();
          return;
        }
      }
      throw new MediaFailureException(MediaFailure.PROTOCOL, "a task that the plan has not");
    } catch (FfmpegError e) {
      throw new MediaFailureException(MediaFailure.DAMAGED, "FFmpeg gave up", e);
    }
  }
}
