package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The sound of one track, first channel. */
public final class DecodedSound extends DecodedFrames {
  private static final float LOUD = 0.2f;
  private static final double QUIET_SECONDS = 0.3;

  private final String codec;
  private final String language;
  private final int rate;
  private final int channels;
  private final double tick;
  private final List<Double> onsets = new ArrayList<>();
  private double first = Double.NaN;
  private double end;
  private double lastLoud = -1;
  private int crossings;
  private float previous;

  DecodedSound(AVStream stream) {
    super(stream);
    codec = avcodec_get_name(stream.codecpar().codec_id()).getString();
    language = av_dict_get(stream.metadata(), "language", null, 0).value().getString();
    rate = stream.codecpar().sample_rate();
    channels = stream.codecpar().ch_layout().nb_channels();
    tick = 1.0 / stream.time_base().den();
  }

  @Override
  void decoded(AVFrame frame) {
    double start = frame.pts() * tick;
    if (Double.isNaN(first)) {
      first = start;
    }
    int count = frame.nb_samples();
    FloatBuffer samples =
        frame.data(0).capacity((long) count * Float.BYTES).asByteBuffer().asFloatBuffer();
    for (int n = 0; n < count; n++) {
      hear(start + (double) n / rate, samples.get(n));
    }
    end = start + (double) count / rate;
  }

  private void hear(double at, float sample) {
    if (Math.abs(sample) > LOUD) {
      if (onsets.isEmpty() || at - lastLoud > QUIET_SECONDS) {
        onsets.add(at);
      }
      lastLoud = at;
    }
    if (onsets.size() == 2 && at - onsets.get(1) < 0.09 && previous * sample < 0) {
      crossings++;
    }
    previous = sample;
  }

  public String codec() {
    return codec;
  }

  public String language() {
    return language;
  }

  public int rate() {
    return rate;
  }

  public int channels() {
    return channels;
  }

  public double firstSeconds() {
    return first;
  }

  public double endSeconds() {
    return end;
  }

  /** When each beep begins, in seconds. */
  public List<Double> beeps() {
    return onsets;
  }

  /** The pitch of the second beep. */
  public double hertz() {
    return crossings / 2.0 / 0.09;
  }
}
