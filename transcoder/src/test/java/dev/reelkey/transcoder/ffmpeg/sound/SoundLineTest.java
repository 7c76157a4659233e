package dev.reelkey.transcoder.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundLineTest {
  private final List<Float> heard = new ArrayList<>();
  private final SoundLine line = new SoundLine(1, 4, 12, 100, this::hear);

  @Test
  void soundBeforeTheFirstPictureIsCut() throws IOException {
    line.add(-3, samples(1, 2, 3, 4, 5, 6));
    line.finish();

    assertThat(heard).containsExactly(4f, 5f, 6f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f);
  }

  @Test
  void lateSoundIsPreceededBySilence() throws IOException {
    line.add(5, samples(1, 2));
    line.finish();

    assertThat(heard).containsExactly(0f, 0f, 0f, 0f, 0f, 1f, 2f, 0f, 0f, 0f, 0f, 0f);
  }

  @Test
  void gapsAreFilledOverlapsCutAndJitterIgnored() throws IOException {
    line.add(0, samples(1, 2));
    line.add(3, samples(3, 4));
    line.add(7, samples(5));
    line.add(4, samples(6, 7, 8, 9, 10, 11));
    line.finish();

    assertThat(heard).containsExactly(1f, 2f, 3f, 4f, 0f, 0f, 0f, 5f, 10f, 11f, 0f, 0f);
  }

  @Test
  void soundAfterTheLastPictureIsCut() throws IOException {
    line.add(10, samples(1, 2, 3, 4));
    line.add(14, samples(5));
    line.add(40, samples(6));

    assertThat(line.full()).isTrue();
    assertThat(heard).endsWith(1f, 2f).hasSize(12);
  }

  private void hear(List<FloatBuffer> channels) {
    FloatBuffer samples = channels.get(0).duplicate();
    while (samples.hasRemaining()) {
      heard.add(samples.get());
    }
  }

  private static List<FloatBuffer> samples(float... values) {
    return List.of(FloatBuffer.wrap(values));
  }
}
