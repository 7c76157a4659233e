package dev.reelkey.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.SoundTrack;
import dev.reelkey.sample.clip.VideoCoding;
import dev.reelkey.sample.ffmpeg.DecodedClip;
import dev.reelkey.sample.ffmpeg.DecodedSound;
import dev.reelkey.sample.ffmpeg.DecodedVideo;
import dev.reelkey.sample.ffmpeg.EncodingFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every clip is what its description says, judged by decoding it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleMediaTest {
  // The encoder's own ringing moves an onset by a millisecond or two.
  private static final double SYNC_SECONDS = 0.004;

  private final Map<SampleClip, DecodedClip> decoded = new EnumMap<>(SampleClip.class);

  @TempDir private static Path directory;

  @BeforeAll
  void makeAllClips() throws IOException {
    for (SampleClip clip : SampleClip.values()) {
      SampleMedia.write(clip, file(clip));
      decoded.put(clip, DecodedClip.read(file(clip)));
    }
  }

  private Path file(SampleClip clip) {
    return directory.resolve(clip.commandName() + ".mp4");
  }

  @ParameterizedTest
  @EnumSource(SampleClip.class)
  void everyPictureIsThereAtItsTime(SampleClip clip) {
    DecodedVideo video = decoded.get(clip).video();

    assertThat(video.ticksPerSecond()).isEqualTo(clip.spec().times().ticksPerSecond());
    assertThat(video.starts()).isEqualTo(clip.spec().times().starts());
    assertThat(video.width()).isEqualTo(clip.spec().width());
    assertThat(video.height()).isEqualTo(clip.spec().height());
  }

  @ParameterizedTest
  @EnumSource(SampleClip.class)
  void aFlashBeginsWithTheFirstPictureOfEachSecond(SampleClip clip) {
    assertThat(decoded.get(clip).video().flashes())
        .isEqualTo(clip.spec().times().flashes())
        .hasSizeBetween((int) clip.spec().times().seconds(), 61);
  }

  @ParameterizedTest
  @EnumSource(SampleClip.class)
  void everyBeepBeginsWithItsFlash(SampleClip clip) {
    List<DecodedSound> sound = decoded.get(clip).sound();
    assertThat(sound).hasSameSizeAs(clip.spec().sound());
    for (int n = 0; n < sound.size(); n++) {
      double start = clip.spec().sound().get(n).startSeconds();
      List<Double> flashes =
          clip.spec().times().flashes().stream().filter(flash -> flash >= start).toList();
      List<Double> beeps = sound.get(n).beeps();
      assertThat(beeps).hasSameSizeAs(flashes);
      for (int beep = 0; beep < beeps.size(); beep++) {
        assertThat(beeps.get(beep)).isCloseTo(flashes.get(beep), within(SYNC_SECONDS));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SampleClip.class)
  void everyTrackHasItsLanguageCodingAndPitch(SampleClip clip) {
    List<DecodedSound> sound = decoded.get(clip).sound();
    for (int n = 0; n < sound.size(); n++) {
      SoundTrack track = clip.spec().sound().get(n);
      assertThat(sound.get(n).language()).isEqualTo(track.language());
      assertThat(sound.get(n).codec()).isEqualTo(track.coding().name().toLowerCase(Locale.ROOT));
      assertThat(sound.get(n).rate()).isEqualTo(track.sampleRate());
      assertThat(sound.get(n).channels()).isEqualTo(track.channels());
      assertThat(sound.get(n).hertz()).isCloseTo(track.beepHertz(), within(15.0));
      assertThat(sound.get(n).endSeconds())
          .isCloseTo(clip.spec().times().seconds(), within(1536.0 / track.sampleRate()));
    }
  }

  @ParameterizedTest
  @EnumSource(SampleClip.class)
  void theIndexStandsInFrontOfTheMedia(SampleClip clip) throws IOException {
    String bytes = new String(Files.readAllBytes(file(clip)), StandardCharsets.ISO_8859_1);

    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
  }

  @ParameterizedTest
  @EnumSource(
      value = SampleClip.class,
      names = {"DEMO", "SHORT", "FPS_23_976", "FPS_29_97", "FPS_50", "VARIABLE_RATE", "B_FRAMES"})
  void clipsFitForPassthroughHaveAnIdrEveryTwoSeconds(SampleClip clip) {
    ClipSpec spec = clip.spec();
    List<Double> expected = new ArrayList<>();
    for (int frame = 0; frame < spec.times().count(); frame++) {
      double at = spec.times().startSeconds(frame);
      if (at >= 2.0 * expected.size()) {
        expected.add(at);
      }
    }
    assertThat(decoded.get(clip).video().idrSeconds()).isEqualTo(expected);
    int delay = spec.coding() == VideoCoding.H264_B_FRAMES ? 1 : 0;
    assertThat(decoded.get(clip).video().delay()).isEqualTo(delay);
  }

  @Test
  void anOpenGopClipHasOneIdrAlone() {
    assertThat(decoded.get(SampleClip.OPEN_GOP).video().idrSeconds()).containsExactly(0.0);
  }

  @Test
  void theDemoHasTheBitRateOfARealVideo() throws IOException {
    assertThat(Files.size(file(SampleClip.DEMO)) * 8 / 60).isBetween(2_500_000L, 5_500_000L);
  }

  @Test
  void aTurnedClipAsksThePlayerForAQuarterTurnClockwise() {
    assertThat(decoded.get(SampleClip.TURNED).video().turnedAgainstClock()).isEqualTo(-90);
    assertThat(decoded.get(SampleClip.PORTRAIT).video().turnedAgainstClock()).isZero();
  }

  @Test
  void pixelsAreCodedAsTheNameSays() {
    assertThat(decoded.get(SampleClip.ODD_SIZE).video().pixelFormat()).isEqualTo("yuv444p");
    assertThat(decoded.get(SampleClip.H264_10_BIT).video().pixelFormat()).isEqualTo("yuv420p10le");
    assertThat(decoded.get(SampleClip.HEVC_10_BIT).video().pixelFormat()).isEqualTo("yuv420p10le");
    assertThat(decoded.get(SampleClip.WIDE_PIXELS).video().pixelAspect()).isEqualTo("16:11");
  }

  @Test
  void lateSoundBeginsLate() {
    double priming = 1024.0 / 48_000;
    assertThat(decoded.get(SampleClip.LATE_SOUND).sound().get(0).firstSeconds())
        .isCloseTo(1.5, within(priming + 0.001));
  }

  @Test
  void subtitlesCountTheSeconds() {
    List<String> expected =
        IntStream.range(0, 7).mapToObj(n -> "Line " + (n + 1) + " — " + 2 * n + " s").toList();

    assertThat(decoded.get(SampleClip.SUBTITLES).lines()).isEqualTo(expected);
  }

  @Test
  void aClipThatCannotBeWrittenLeavesNothingBehind() {
    Path nowhere = directory.resolve("missing/clip.mp4");

    assertThatThrownBy(() -> SampleMedia.write(SampleClip.SHORT, nowhere))
        .isInstanceOf(EncodingFailedException.class);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void namesOfTheCommandFindTheirClips() {
    for (SampleClip clip : SampleClip.values()) {
      assertThat(SampleClip.named(clip.commandName())).contains(clip);
    }
    assertThat(SampleClip.named("none")).isEmpty();
  }
}
