package dev.reelkey.transcoder.ffmpeg.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CueTextTest {
  @Test
  void timedTextEndsWhereItsLengthSays() {
    byte[] sample = "\0\5Hello\0\0\0\14styl".getBytes(StandardCharsets.US_ASCII);

    assertThat(CueText.ofTimedText(sample)).isEqualTo("Hello");
    assertThat(CueText.ofTimedText(new byte[] {0, 99, 'a'})).isEqualTo("a");
    assertThat(CueText.ofTimedText(new byte[0])).isEmpty();
  }

  @Test
  void italicsStayAndOtherTagsGo() {
    assertThat(plain("<i>One</i> & <font color=red>two</font>")).isEqualTo("<i>One</i> &amp; two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n\nNOTE b",
        "x\n00:00:00.000 --> 00:00:09.000\ny",
        "<script>alert(1)</script>",
        "\n#EXT-X-KEY:METHOD=NONE\r\r\n",
        "\u202Eevil\u0000\u0007",
      })
  @DisplayName("MED-6: no subtitle can forge a cue, a tag or a line")
  void nothingCanBeForged(String text) {
    assertThat(plain(text)).doesNotContain("\n\n", "-->", "<script", "\r", "\u202E", "\u0000");
  }

  private static String plain(String text) {
    return CueText.ofPlainText(text.getBytes(StandardCharsets.UTF_8));
  }
}
