package dev.reelkey.transcoder.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContainersTest {
  private static final String TYPE = "000000146674797069736f6d0000020069736f6d";

  @Test
  void aMovieWithEditsIsCounted() throws IOException {
    String list = "0000002c656c737400000000" + "00000002" + entry("ffffffff") + entry("00000400");
    list = list.replace("0000002c", "00000028");
    String edts = "00000030" + text("edts") + list;
    String trak = "00000038" + text("trak") + edts;
    String moov = "00000040" + text("moov") + trak;

    Mp4Boxes boxes = walk(TYPE + moov + "00000008" + text("mdat"));

    assertThat(boxes.looksLikeMp4()).isTrue();
    assertThat(boxes.hasMovie()).isTrue();
    assertThat(boxes.truncated()).isFalse();
    assertThat(boxes.mostEdits()).as("the empty edit is none").isEqualTo(1);
  }

  @Test
  void dataBeyondTheEndIsATruncatedFile() throws IOException {
    assertThat(walk(TYPE + "00100000" + text("mdat") + "00000000").truncated()).isTrue();
    assertThat(walk(TYPE + "00100000" + text("free") + "00000000").truncated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"00000000", "00000001", "ffffffff", "00000007"})
  void noSizeMakesTheWalkEndless(String size) throws IOException {
    Mp4Boxes boxes = walk(TYPE + size + text("moov") + size + text("trak") + size + text("edts"));

    assertThat(boxes.looksLikeMp4()).isTrue();
  }

  @Test
  void whatIsNoMp4IsNotWalked() throws IOException {
    assertThat(walk(text("#EXTM3U\nhttp://a/b\n")).looksLikeMp4()).isFalse();
  }

  @Test
  void aMatroskaFileKnowsItsSize() throws IOException {
    String head = "1a45dfa3" + "84" + "00000000" + "18538067";

    assertThat(matroska(head + "88" + "0000000000000000")).isFalse();
    assertThat(matroska(head + "89" + "0000000000000000")).isTrue();
    assertThat(matroska(head + "01ffffffffffffff" + "00000000")).as("unknown").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"eng,en", "ger,de", "deu,de", "pt-BR,pt", "gsw,gsw", "und,und", "<b>,und", "'',und"})
  void languagesAreShortTags(String said, String tag) {
    assertThat(Languages.tag(said)).isEqualTo(tag);
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalTellsAPersonWhatToDo(ProbeRefusal refusal) {
    assertThat(refusal.code()).matches("[a-z_]+");
    assertThat(refusal.sentence()).contains("Please");
  }

  private static String entry(String mediaTime) {
    return "00000100" + mediaTime + "00010000";
  }

  private static String text(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static Mp4Boxes walk(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return Mp4Boxes.walk(file(bytes), bytes.length);
  }

  private static boolean matroska(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return MatroskaSize.truncated(file(bytes), bytes.length);
  }

  private static Mp4Boxes.Bytes file(byte[] bytes) {
    return (position, length) ->
        position >= bytes.length
            ? new byte[0]
            : Arrays.copyOfRange(
                bytes, (int) position, (int) Math.min(bytes.length, position + length));
  }
}
