package dev.reelkey.transcoder.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.RungSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static final AudioRung STEREO =
      new AudioRung(new RenditionName("audio-en"), "en", 1, RungSource.ENCODED, 48_000, 2, 128_000);
  private static final int SECOND = 48_000;

  private final List<Long> starts = new ArrayList<>();
  private long samples;

  @Test
  void soundGoesOnWhereItsFormChanges() throws IOException {
    AVRational milliseconds = new AVRational().num(1).den(1_000);
    try (Resampling resampling = new Resampling(milliseconds, STEREO, this::take)) {
      resampling.push(second(0, 48_000, 2));
      resampling.push(second(1, 48_000, 6));
      resampling.push(second(2, 48_000, 6));
      resampling.push(second(3, 44_100, 1));
      resampling.finish();
    }

    assertThat(samples).isCloseTo(4L * SECOND, within(100L));
    assertThat(starts).contains(0L, (long) SECOND, 2L * SECOND, 3L * SECOND);
  }

  private void take(AVFrame frame) {
    assertThat(frame.sample_rate()).isEqualTo(SECOND);
    assertThat(frame.ch_layout().nb_channels()).isEqualTo(2);
    starts.add(frame.pts());
    samples += frame.nb_samples();
  }

  private static AVFrame second(int number, int sampleRate, int channels) {
    AVFrame frame = avutil.av_frame_alloc();
    frame.format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate).nb_samples(sampleRate);
    avutil.av_channel_layout_default(frame.ch_layout(), channels);
    assertThat(avutil.av_frame_get_buffer(frame, 0)).isZero();
    for (int channel = 0; channel < channels; channel++) {
      new FloatPointer(frame.data(channel))
          .capacity(sampleRate)
          .asBuffer()
          .put(new float[sampleRate]);
    }
    frame.pts(number * 1_000L);
    return frame;
  }
}
