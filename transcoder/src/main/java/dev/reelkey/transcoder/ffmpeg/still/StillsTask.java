package dev.reelkey.transcoder.ffmpeg.still;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ffmpeg.StreamDecoder;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SegmentSink.SegmentWriter;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Makes the poster and the storyboard from the pictures next to each tile's time. */
public final class StillsTask {
  private final SourceInput input;
  private final EncodingPlan plan;
  private final VideoTrack track;
  private final Stills stills;
  private final int maxPixels;
  private final SegmentSink sink;
  private final ProgressListener progress;

  public StillsTask(
      SourceInput input,
      EncodingPlan plan,
      int maxPixels,
      SegmentSink sink,
      ProgressListener progress) {
    this.input = input;
    this.plan = plan;
    this.track = plan.probe().video();
    this.stills = plan.stills();
    this.maxPixels = maxPixels;
    this.sink = sink;
    this.progress = progress;
  }

  public void run() throws IOException {
    input.keepOnly(track.stream());
    try (StillPictures pictures = new StillPictures(input.stream(track.stream()), track, stills)) {
      for (int tile = 0; tile < stills.tiles(); tile++) {
        grab(tile, pictures);
        progress.progress(tile + 1, stills.tiles());
      }
      write(Stills.POSTER.value(), pictures.poster());
      write(Stills.STORYBOARD.value(), pictures.storyboard());
    }
  }

  /** The first picture that decodes at or after the sync sample before the tile's middle. */
  private void grab(int tile, StillPictures pictures) throws IOException {
    long middle = tile * stills.tileMillis() + stills.tileMillis() / 2;
    long lastPicture = Math.round(plan.timeline().durationSeconds() * 1_000) - 1;
    double seconds = Math.min(middle, lastPicture) / 1_000.0;
    long wanted = plan.timeline().origin() + plan.timeline().timeBase().ticks(seconds);
    input.seek(track.stream(), wanted);
    AVPacket packet = avcodec.av_packet_alloc();
    boolean[] found = new boolean[1];
    try (StreamDecoder decoder =
        new StreamDecoder(
            input.stream(track.stream()),
            track.codec(),
            maxPixels,
            frame -> {
              if (!found[0]) {
                found[0] = true;
                pictures.take(tile, frame);
              }
            })) {
      while (!found[0] && input.next(packet)) {
        decoder.decode(packet);
        avcodec.av_packet_unref(packet);
      }
      decoder.finish();
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private void write(String rendition, AVFrame frame) throws IOException {
    byte[] jpeg = JpegEncoder.encode(frame);
    SegmentWriter writer = sink.open(new dev.reelkey.core.id.RenditionName(rendition), 0);
    writer.write(jpeg, 0, jpeg.length);
    writer.finish(new SegmentFacts(0, 0, 1, jpeg.length, "mjpg", "jpeg", 0));
    avutil.av_frame_unref(frame);
  }
}
