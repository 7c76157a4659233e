package dev.reelkey.transcoder.ffmpeg.sound;

import dev.reelkey.transcoder.ffmpeg.StreamDecoder;
import dev.reelkey.transcoder.ladder.AudioRung;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Resamples sound that may change its form midway, as broadcasts go from stereo to 5.1. */
final class Resampling implements AutoCloseable {
  private final AVRational timeBase;
  private final AudioRung rung;
  private final StreamDecoder.Frames target;
  private final AVChannelLayout layout = new AVChannelLayout();
  private int sampleRate;
  private int format;
  private Optional<ResampleGraph> graph = Optional.empty();

  Resampling(AVRational timeBase, AudioRung rung, StreamDecoder.Frames target) {
    this.timeBase = timeBase;
    this.rung = rung;
    this.target = target;
  }

  /** One decoded frame of any form. */
  void push(AVFrame frame) throws IOException {
    nameLayout(frame);
    if (graph.isEmpty() || !hasKnownForm(frame)) {
      finish();
      avutil.av_channel_layout_copy(layout, frame.ch_layout());
      sampleRate = frame.sample_rate();
      format = frame.format();
      graph = Optional.of(new ResampleGraph(frame, timeBase, rung, target));
    }
    graph.get().push(frame);
  }

  /** Delivers what is still inside. */
  void finish() throws IOException {
    if (graph.isPresent()) {
      graph.get().push(null);
      graph.get().close();
      graph = Optional.empty();
    }
  }

  private boolean hasKnownForm(AVFrame frame) {
    return frame.sample_rate() == sampleRate
        && frame.format() == format
        && avutil.av_channel_layout_compare(frame.ch_layout(), layout) == 0;
  }

  /** A layout without order is taken as the usual one of its channel count. */
  private static void nameLayout(AVFrame frame) {
    if (frame.ch_layout().order() != avutil.AV_CHANNEL_ORDER_NATIVE) {
      avutil.av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
    }
  }

  @Override
  public void close() {
    graph.ifPresent(ResampleGraph::close);
    avutil.av_channel_layout_uninit(layout);
  }
}
