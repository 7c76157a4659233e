package dev.reelkey.playback.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.AudioRendition;
import dev.reelkey.core.video.Presentation.SubtitleRendition;
import dev.reelkey.core.video.Presentation.VideoRendition;
import dev.reelkey.playback.testing.SampleVideos;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultivariantPlaylistTest {
  private static final List<VideoRendition> LADDER =
      List.of(
          SampleVideos.video("v1080", "avc1.640028", 1920, 1080, 5_200_000, 4_000_000),
          SampleVideos.video("v720", "avc1.64001f", 1280, 720, 2_500_000, 2_000_000),
          SampleVideos.video("v480", "avc1.64001e", 854, 480, 1_300_000, 1_100_000),
          SampleVideos.video("v360", "avc1.64001e", 640, 360, 800_000, 700_000));
  private static final AudioRendition ENGLISH =
      SampleVideos.audio("audio-en", "en", "English", true);

  @Test
  @DisplayName("M1–M9: one language, three rungs; the variant near 2000 kbit/s comes first")
  void oneLanguage() {
    assertThat(text(LADDER, List.of(ENGLISH), List.of()))
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="en",DEFAULT=YES,\
            AUTOSELECT=YES,CHANNELS="2",URI="/audio-en"
            #EXT-X-STREAM-INF:BANDWIDTH=1431000,AVERAGE-BANDWIDTH=1228000,\
            CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=854x480,FRAME-RATE=29.970,AUDIO="audio"
            /v480
            #EXT-X-STREAM-INF:BANDWIDTH=931000,AVERAGE-BANDWIDTH=828000,\
            CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="audio"
            /v360
            #EXT-X-STREAM-INF:BANDWIDTH=2631000,AVERAGE-BANDWIDTH=2128000,\
            CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="audio"
            /v720
            #EXT-X-STREAM-INF:BANDWIDTH=5331000,AVERAGE-BANDWIDTH=4128000,\
            CODECS="avc1.640028,mp4a.40.2",RESOLUTION=1920x1080,FRAME-RATE=29.970,AUDIO="audio"
            /v1080
            """);
  }

  @Test
  @DisplayName(
      "M3, M7, M8: languages and subtitles, each format in CODECS, one DEFAULT, NAME unique")
  void languagesAndSubtitles() {
    AudioRendition german = SampleVideos.audio("audio-de", "de", "English", true);
    SubtitleRendition subtitles =
        new SubtitleRendition(
            new RenditionName("sub-en"), "en", "English", true, SampleVideos.segments());
    assertThat(text(LADDER.subList(3, 4), List.of(ENGLISH, german), List.of(subtitles)))
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English",LANGUAGE="en",DEFAULT=YES,\
            AUTOSELECT=YES,CHANNELS="2",URI="/audio-en"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="English 2",LANGUAGE="de",DEFAULT=NO,\
            AUTOSELECT=YES,CHANNELS="2",URI="/audio-de"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",\
            DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="/sub-en"
            #EXT-X-STREAM-INF:BANDWIDTH=1197688,AVERAGE-BANDWIDTH=1094688,\
            CODECS="avc1.64001e,mp4a.40.2,wvtt",RESOLUTION=640x360,FRAME-RATE=29.970,\
            AUDIO="audio",SUBTITLES="subtitles"
            /v360
            """);
  }

  @Test
  @DisplayName("M3, M8: a silent film names no audio, neither as group nor as format")
  void silentFilm() {
    assertThat(text(LADDER.subList(3, 4), List.of(), List.of()))
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=700000,CODECS="avc1.64001e",\
            RESOLUTION=640x360,FRAME-RATE=29.970
            /v360
            """);
  }

  @Test
  @DisplayName("M1: BANDWIDTH counts the largest of several audio renditions, once")
  void bandwidthTakesTheLargestAudio() {
    AudioRendition big =
        new AudioRendition(
            new RenditionName("audio-fr"),
            "mp4a.40.2",
            "fr",
            "Français",
            false,
            6,
            400_000,
            384_000,
            SampleVideos.segments());
    assertThat(text(LADDER.subList(3, 4), List.of(ENGLISH, big), List.of()))
        .contains("BANDWIDTH=1200000,AVERAGE-BANDWIDTH=1084000,")
        .contains("CHANNELS=\"6\"");
  }

  @Test
  void aTallestRenditionLeavesTheRestAndNeverNothing() {
    Presentation presentation = presentation(LADDER, List.of(ENGLISH), List.of());
    assertThat(text(presentation, video -> video.height() <= 480))
        .contains("/v480")
        .contains("/v360")
        .doesNotContain("/v720")
        .doesNotContain("/v1080");
    assertThat(text(presentation, video -> false)).contains("/v360").doesNotContain("/v480");
  }

  @Test
  @DisplayName("MED-6: a hostile label ends neither its string nor its line, and moves nothing")
  void hostileLabels() {
    AudioRendition hostile =
        SampleVideos.audio("audio-en", "en", "a\"\n#EXT-X-KEY:METHOD=NONE\r\u202e{$x}\u0000", true);
    String text = text(LADDER, List.of(hostile), List.of());
    assertThat(text).contains("NAME=\"a#EXT-X-KEY:METHOD=NONE$x\"");
    assertThat(text.lines().filter(line -> line.startsWith("#EXT-X-KEY"))).isEmpty();
  }

  @Test
  void anEmptyLabelStillIsAName() {
    assertThat(Attributes.harmless("\u0000 ")).isEqualTo("-");
    assertThat(Attributes.harmless("x".repeat(500))).hasSize(80);
    assertThat(Attributes.harmless("e\u0301")).isEqualTo("\u00e9");
  }

  @Test
  @DisplayName("K15: there is no EXT-X-SESSION-KEY to list what pacing meters")
  void noSessionKey() {
    assertThat(text(LADDER, List.of(ENGLISH), List.of())).doesNotContain("SESSION-KEY");
  }

  private static String text(
      List<VideoRendition> videos, List<AudioRendition> audios, List<SubtitleRendition> subtitles) {
    return text(presentation(videos, audios, subtitles), video -> true);
  }

  private static String text(Presentation presentation, Predicate<VideoRendition> allowed) {
    return new MultivariantPlaylist(Outline.of(presentation), name -> "/" + name).text(allowed);
  }

  private static Presentation presentation(
      List<VideoRendition> videos, List<AudioRendition> audios, List<SubtitleRendition> subtitles) {
    return new Presentation(
        new VideoId("a".repeat(26)),
        new GenerationId("b".repeat(26)),
        1,
        6,
        12,
        videos,
        audios,
        subtitles,
        null,
        null);
  }
}
