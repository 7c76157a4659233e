package dev.reelkey.tests.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A faultless presentation passes, and every rule can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
  private static final String HIGH = "high/index.m3u8";
  private static final String LOW = "low/index.m3u8";
  private static final String AUDIO = "audio-en/index.m3u8";
  private static final String SUBTITLES = "sub-en/index.m3u8";

  @TempDir private static Path directory;
  private StoredPresentation good = new StoredPresentation("", List.of());

  @BeforeAll
  void cutTheClip() throws IOException {
    good = Fixture.make(directory);
  }

  @Test
  void aFaultlessPresentationBreaksNoRule() {
    assertThat(Conformance.check(good)).isEmpty();
    assertThat(Conformance.longLivedKeys(good, Fixture.SEGMENTS_PER_PERIOD)).isEmpty();
  }

  @Test
  void aKeyThatOutlivesItsPeriodIsFound() {
    assertThat(Conformance.longLivedKeys(good, 1)).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"syntax", "time", "containers", "encryption", "rates", "tags"})
  void aFaultIsFoundUnderItsRule(
      String rule, String fault, Function<Editor, StoredPresentation> edit) {
    List<Violation> found = Conformance.check(edit.apply(new Editor(good)));

    assertThat(found).as(fault).extracting(Violation::rule).contains(rule);
  }

  private static Arguments fault(
      String rule, String what, Function<Editor, StoredPresentation> edit) {
    return Arguments.of(rule, what, edit);
  }

  static Stream<Arguments> syntax() {
    return Stream.of(
        fault("S1", "no header", e -> e.playlist(HIGH, "#EXTM3U\n", "")),
        fault("S1", "no header above", e -> e.multivariant("#EXTM3U\n", "")),
        fault("S2", "byte order mark", e -> e.playlist(HIGH, "#EXTM3U", "\uFEFF#EXTM3U")),
        fault("S2", "control character", e -> e.playlist(HIGH, "0.ts", "0\u0007.ts")),
        fault("S2", "decomposed letter", e -> e.multivariant("English", "Englisch a\u0308")),
        fault("S2", "space after a tag", e -> e.playlist(HIGH, "0,\n0.ts", "0,\n0.ts ")),
        fault("S3", "no .m3u8", e -> e.multivariant("\n" + LOW, "\nlow/index")),
        fault("S4", "two versions", e -> e.playlist(LOW, "N:3", "N:3\n#EXT-X-VERSION:3")),
        fault("S4", "needless version", e -> e.playlist(LOW, "VERSION:3", "VERSION:7")),
        fault("S4", "version too low", e -> e.playlist(LOW, "VERSION:3", "VERSION:2")),
        fault("S5", "segment tag above", e -> e.multivariant(m -> m + "#EXTINF:6.0,\n0.ts\n")),
        fault(
            "S5",
            "variant tag below",
            e -> e.playlist(LOW, "#EXTINF", "#EXT-X-MEDIA:A=B\n#EXTINF")),
        fault("S6", "attribute twice", e -> e.multivariant("CHANNELS=", "TYPE=AUDIO,CHANNELS=")),
        fault("S6", "space after a comma", e -> e.multivariant(",NAME", ", NAME")),
        fault("S6", "no quotes", e -> e.multivariant("\"English\"", "English")),
        fault("S6", "empty quotes", e -> e.multivariant("\"English\"", "\"\"")),
        fault(
            "S6",
            "number too large",
            e -> e.multivariant("BANDWIDTH=", "BANDWIDTH=99999999999999999999")),
        fault("S6", "lower case digits", e -> e.playlist(HIGH, "IV=0x", "IV=0xab")),
        fault(
            "S7",
            "target twice",
            e -> e.playlist(LOW, "#EXTINF", "#EXT-X-TARGETDURATION:7\n#EXTINF")),
        fault(
            "S8",
            "tag twice",
            e -> e.multivariant("SEGMENTS\n", "SEGMENTS\n#EXT-X-INDEPENDENT-SEGMENTS\n")));
  }

  static Stream<Arguments> time() {
    return Stream.of(
        fault("D1", "no target", e -> e.playlist(LOW, "#EXT-X-TARGETDURATION:7\n", "")),
        fault("D2", "target too small", e -> e.playlist(LOW, "DURATION:7", "DURATION:5")),
        fault(
            "D2",
            "above the target before version 6",
            e -> e.playlist(LOW, "6.000000", "7.006000")),
        fault("D3", "target far from 6 s", e -> e.playlist(LOW, "DURATION:7", "DURATION:12")),
        fault("D4", "no fraction", e -> e.playlist(LOW, "6.000000", "6")),
        fault("D4", "not the real duration", e -> e.playlist(LOW, "6.000000", "5.900000")),
        fault("D5", "another target", e -> e.playlist(AUDIO, "DURATION:7", "DURATION:8")),
        fault("D6", "no end", e -> e.playlist(LOW, "#EXT-X-ENDLIST\n", "")),
        fault("D6", "an event", e -> e.playlist(LOW, ":VOD", ":EVENT")),
        fault("D6", "missing segment", e -> e.rendition(LOW, r -> Renditions.last(r, 1))),
        fault("D6", "ends early", e -> e.rendition(AUDIO, r -> Renditions.pick(r, 0, 1))),
        fault("D6", "begins late", e -> e.rendition(AUDIO, r -> Renditions.pick(r, 1, 1, 2))),
        fault("D9", "cut elsewhere", e -> e.rendition(AUDIO, r -> Renditions.pick(r, 0, 2, 2))),
        fault(
            "D9",
            "discontinuity in one",
            e -> e.playlist(AUDIO, "#EXTINF", "#EXT-X-DISCONTINUITY\n#EXTINF")),
        fault("D10", "counter jumps", e -> e.clear(HIGH, 0, Faults.counters(40, 3))),
        fault("D10", "counter restarts", e -> e.clear(HIGH, 1, Faults.counters(0, 5))),
        fault("D10", "time runs back", e -> e.rendition(HIGH, r -> Renditions.pick(r, 1, 0, 2))),
        fault(
            "D10", "gap in the sound", e -> e.rendition(AUDIO, r -> Renditions.pick(r, 0, 2, 2))));
  }

  static Stream<Arguments> containers() {
    int[] idr = {0, 0, 1, 0x65};
    return Stream.of(
        fault("C1", "no PAT", e -> e.clear(HIGH, 1, Faults.without(0))),
        fault("C1", "no transport stream", e -> e.clear(HIGH, 1, b -> Arrays.copyOf(b, 200))),
        fault("C5", "no header", e -> e.clear(SUBTITLES, 0, b -> text(b, "WEBVTT", "WEB"))),
        fault(
            "C5", "no time map", e -> e.clear(SUBTITLES, 0, b -> text(b, "X-TIMESTAMP-MAP", "X"))),
        fault("C5", "wrong time map", e -> e.clear(SUBTITLES, 0, b -> text(b, ":900000", ":0"))),
        fault(
            "C5", "missing cue", e -> e.clear(SUBTITLES, 1, b -> text(b, "00:00:05", "00:00:06"))),
        fault(
            "C6",
            "no IDR first",
            e -> e.clear(HIGH, 1, Faults.replace(idr, new int[] {0, 0, 1, 0x61}))),
        fault(
            "C6",
            "no parameters",
            e ->
                e.clear(
                    HIGH, 1, Faults.replace(new int[] {0, 0, 1, 0x67}, new int[] {0, 0, 1, 0x6c}))),
        fault(
            "C6",
            "High 4:2:2",
            e -> e.clear(LOW, 0, Faults.replace(new int[] {0x67, 100}, new int[] {0x67, 122}))),
        fault(
            "C7",
            "pictures for sound",
            e -> e.rendition(AUDIO, r -> Renditions.named(e.find(HIGH), AUDIO))),
        fault(
            "M9",
            "sound for pictures",
            e -> e.rendition(HIGH, r -> Renditions.named(e.find(AUDIO), HIGH))));
  }

  static Stream<Arguments> encryption() {
    return Stream.of(
        fault(
            "K1",
            "clear segment",
            e -> e.playlist(HIGH, "#EXT-X-KEY:METHOD=AES-128", "#EXT-X-KEY:METHOD=NONE")),
        fault("K2", "NONE with a URI", e -> e.playlist(HIGH, "METHOD=AES-128", "METHOD=NONE")),
        fault("K3", "no URI", e -> e.playlist(HIGH, "URI=\"keys/h0\",", "")),
        fault("K4", "hex key", e -> e.keys(HIGH, k -> ByteBuffer.allocate(32))),
        fault("K5", "cut block", e -> e.stored(HIGH, 0, b -> Arrays.copyOf(b, b.length - 1))),
        fault("K5", "wrong key", e -> e.keys(HIGH, k -> ByteBuffer.allocate(16))),
        fault("K5", "lost block", e -> e.stored(HIGH, 0, b -> Arrays.copyOf(b, b.length - 16))),
        fault("K7", "short IV", e -> e.playlist(HIGH, "IV=0x", "IV=0x00")),
        fault("K7", "implied IV", e -> e.rendition(HIGH, Renditions::withoutIv)),
        fault("K9", "IV twice", e -> e.rendition(HIGH, Renditions::oneIv)),
        fault(
            "K9", "key shared", e -> e.rendition(LOW, r -> Renditions.withKeysOf(r, e.find(HIGH)))),
        fault("K13", "another method", e -> e.playlist(HIGH, "AES-128", "SAMPLE-AES")),
        fault(
            "K15",
            "session key",
            e -> e.multivariant(m -> m + "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"k\"\n")));
  }

  static Stream<Arguments> rates() {
    return Stream.of(
        fault("M1", "too low", e -> e.multivariant(m -> scaled(m, ":BANDWIDTH=", 0.97))),
        fault("M1", "too high", e -> e.multivariant(m -> scaled(m, ":BANDWIDTH=", 1.03))),
        fault("M1", "missing", e -> e.multivariant(m -> m.replaceAll(":BANDWIDTH=\\d+,", ":"))),
        fault("M2", "too low", e -> e.multivariant(m -> scaled(m, "AVERAGE-BANDWIDTH=", 0.8))),
        fault(
            "M2", "missing", e -> e.multivariant(m -> m.replaceAll(",AVERAGE-BANDWIDTH=\\d+", ""))),
        fault("M3", "another profile", e -> e.multivariant("avc1.42c01e", "avc1.64001e")),
        fault("M3", "no subtitles", e -> e.multivariant(",wvtt", "")),
        fault("M3", "no audio", e -> e.multivariant("mp4a.40.2,", "")),
        fault("M4", "another size", e -> e.multivariant("640x360", "640x368")),
        fault("M4", "no size", e -> e.multivariant("RESOLUTION=640x360,", "")),
        fault("M4", "another rate", e -> e.multivariant("30.000", "25.000")),
        fault("M4", "no decimals", e -> e.multivariant("30.000", "30")),
        fault("M4", "not SDR", e -> e.multivariant("FRAME-RATE", "VIDEO-RANGE=PQ,FRAME-RATE")),
        fault("M4", "not stored", e -> e.multivariant("\n" + LOW, "\nother/index.m3u8")),
        fault("M5", "dependent segments", e -> e.multivariant("#EXT-X-INDEPENDENT-SEGMENTS\n", "")),
        fault(
            "M5",
            "said twice",
            e -> e.playlist(LOW, "#EXTINF", "#EXT-X-INDEPENDENT-SEGMENTS\n#EXTINF")),
        fault(
            "M6",
            "one rate",
            e -> e.multivariant(m -> m.substring(0, m.lastIndexOf("#EXT-X-STREAM-INF")))),
        fault("M6", "another aspect", e -> e.multivariant("320x180", "320x240")));
  }

  static Stream<Arguments> tags() {
    String media =
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"%s\",LANGUAGE=\"de\",DEFAULT=%s,AUTOSELECT=YES,CHANNELS=\"2\",URI=\""
            + AUDIO
            + "\"\n";
    String inf = "#EXT-X-STREAM-INF";
    return Stream.of(
        fault("M7", "no language", e -> e.multivariant("LANGUAGE=\"en\",", "")),
        fault("M7", "no name", e -> e.multivariant("NAME=\"English\",", "")),
        fault("M7", "name twice", e -> e.multivariant(inf, media.formatted("English", "NO") + inf)),
        fault(
            "M7",
            "two defaults",
            e -> e.multivariant(inf, media.formatted("Deutsch", "YES") + inf)),
        fault(
            "M7",
            "default not selected",
            e -> e.multivariant("DEFAULT=YES,AUTOSELECT=YES", "DEFAULT=YES,AUTOSELECT=NO")),
        fault("M7", "forced audio", e -> e.multivariant("CHANNELS", "FORCED=NO,CHANNELS")),
        fault("M7", "no channels", e -> e.multivariant("CHANNELS=\"2\",", "")),
        fault(
            "M7",
            "unequal groups",
            e ->
                e.multivariant(
                    inf, media.formatted("Deutsch", "NO").replace("\"a\"", "\"b\"") + inf)),
        fault("M7", "subtitles without URI", e -> e.multivariant(",URI=\"" + SUBTITLES + "\"", "")),
        fault("M8", "no such group", e -> e.multivariant("AUDIO=\"a\"", "AUDIO=\"b\"")),
        fault(
            "M8",
            "captions",
            e -> e.multivariant("AUDIO=\"a\"", "AUDIO=\"a\",CLOSED-CAPTIONS=\"c\"")),
        fault("M9", "audio without URI", e -> e.multivariant(",URI=\"" + AUDIO + "\"", "")),
        fault("M12", "too short", e -> e.playlist(SUBTITLES, "6.000000", "3.000000")),
        fault(
            "M12",
            "not selected",
            e ->
                e.multivariant(
                    "AUTOSELECT=YES,FORCED=NO",
                    "AUTOSELECT=NO,CHARACTERISTICS=\"public.accessibility.describes-music-and-sound\"")));
  }

  private static byte[] text(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  private static String scaled(String text, String name, double factor) {
    return Pattern.compile(name + "(\\d+)")
        .matcher(text)
        .replaceAll(match -> name + Math.round(Long.parseLong(match.group(1)) * factor));
  }
}
