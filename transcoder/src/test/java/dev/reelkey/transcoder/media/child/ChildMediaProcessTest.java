package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.FrameTimes;
import dev.reelkey.sample.clip.SoundTrack;
import dev.reelkey.sample.clip.VideoCoding;
import dev.reelkey.sample.ffmpeg.ClipWriter;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.ScannedSource;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import dev.reelkey.transcoder.timeline.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChildMediaProcessTest {
  @TempDir private static Path directory;
  private static ChildMediaProcess process;

  @BeforeAll
  static void prepare() throws IOException {
    process =
        ChildMediaProcess.prepare(
            Sandbox.detect(), directory.resolve("cache"), ChildLimits.standard());
  }

  @ParameterizedTest
  @EnumSource(names = {"VARIABLE_RATE", "TURNED", "ODD_SIZE", "LATE_SOUND"})
  @DisplayName("D4, D6, D10, C6: pictures exactly, sound within a frame, over all chunk borders")
  void clipsComeOutWhole(SampleClip clip) throws IOException {
    Packaged.of(process, write(clip)).requireSound();
  }

  @Test
  void aFittingSourceIsItsOwnTopRung() throws IOException {
    Packaged packaged = Packaged.of(process, write(SampleClip.B_FRAMES)).requireSound();

    assertThat(packaged.plan().video().get(0).source()).isEqualTo(RungSource.PASSTHROUGH);
    assertThat(packaged.plan().audio().get(0).source()).isEqualTo(RungSource.PASSTHROUGH);
  }

  @Test
  void anOpenGroupOfPicturesIsNeverCopied() throws IOException {
    ScanResult scan =
        process.scan(new FileSource(write(SampleClip.OPEN_GOP)), SourceLimits.standard());

    var source = ((ScanResult.Accepted) scan).source();
    assertThat(EncodingPlan.of(source, Profile.h264()).video())
        .allSatisfy(rung -> assertThat(rung.source()).isEqualTo(RungSource.ENCODED));
  }

  @Test
  @DisplayName("C5: a cue stands in every segment that it shows in")
  void subtitlesBecomeWebVtt() throws IOException {
    Packaged packaged = Packaged.of(process, write(SampleClip.SUBTITLES));

    var segments = packaged.segments().of(packaged.plan().subtitles().get(0).name().value());
    assertThat(segments).hasSameSizeAs(packaged.plan().timeline().segments());
    assertThat(segments)
        .allSatisfy(
            segment ->
                assertThat(new String(segment.bytes(), StandardCharsets.UTF_8))
                    .startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n")
                    .contains(" --> "));
  }

  @Test
  void whatIsNoVideoIsRefusedByName() throws IOException {
    assertThat(refusal("".getBytes(StandardCharsets.UTF_8))).isEqualTo(ProbeRefusal.EMPTY);
    assertThat(
            refusal("ffconcat version 1.0\nfile '/etc/passwd'\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ProbeRefusal.NOT_A_VIDEO);
    assertThat(refusal("#EXTM3U\nhttp://127.0.0.1/x\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ProbeRefusal.NOT_A_VIDEO);
    byte[] whole = Files.readAllBytes(write(SampleClip.SHORT));
    assertThat(refusal(Arrays.copyOf(whole, whole.length * 2 / 3)))
        .isEqualTo(ProbeRefusal.TRUNCATED);
  }

  @Test
  void aMirroredPictureIsKnownAndNeverCopied() throws IOException {
    byte[] clip = brief(spec -> spec);
    // Behind the name: version, flags and what stands before the matrix (ISO/IEC 14496-12, 8.3.2).
    int matrix = indexOf(clip, "tkhd", 0) + 4 + 40;
    ByteBuffer.wrap(clip).putInt(matrix + 16, -0x10000);

    var source = accepted(clip);

    assertThat(source.probe().video().rotation()).isZero();
    assertThat(source.probe().video().mirrored()).isTrue();
    assertThat(source.copy().obstacle()).contains("turn");
  }

  @Test
  @DisplayName("D2, C6: slides keep their times, and segments and groups of pictures their length")
  void picturesThatStandLongComeOutWhole() throws IOException {
    FrameTimes slides = new FrameTimes(1_000, List.of(0L, 40L, 80L, 12_000L), 16_000);
    Path clip = directory.resolve("slides.mp4");
    ClipWriter.write(ClipSpec.of(320, 180, slides), clip);

    Packaged packaged = Packaged.of(process, clip).requireSound();

    Timeline timeline = packaged.plan().timeline();
    assertThat(timeline.durationSeconds()).isEqualTo(16);
    assertThat(timeline.targetDurationSeconds()).isEqualTo(6);
    assertThat(packaged.segments().of("v120"))
        .allSatisfy(segment -> assertThat(segment.facts().repaired()).isZero());
  }

  @Test
  void aPictureThatStandsForHoursIsRefusedByName() throws IOException {
    FrameTimes broken = new FrameTimes(1_000, List.of(0L, 4_000_000L), 4_000_040);
    Path clip = directory.resolve("upload.mp4");
    ClipWriter.write(ClipSpec.of(320, 180, broken).sounding(), clip);

    assertThat(process.scan(new FileSource(clip), SourceLimits.standard()))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.PICTURE_TOO_LONG));
  }

  @Test
  void twoPicturesAtOneTimeAreNeverCopied() throws IOException {
    byte[] clip = brief(spec -> spec.coded(VideoCoding.H264_B_FRAMES));
    // The first entry of the composition offsets: so many pictures, so much later (8.6.1.3).
    int offsets = indexOf(clip, "ctts", 0) + 12;
    ByteBuffer bytes = ByteBuffer.wrap(clip);
    assertThat(bytes.getInt(offsets)).isEqualTo(1);
    bytes.putInt(offsets + 4, bytes.getInt(offsets + 4) + ticksPerPicture(clip));

    Packaged packaged =
        Packaged.of(process, Files.write(directory.resolve("twice.mp4"), clip)).requireSound();

    assertThat(packaged.plan().video().get(0).source()).isEqualTo(RungSource.ENCODED);
  }

  private static int ticksPerPicture(byte[] clip) {
    return ByteBuffer.wrap(clip).getInt(indexOf(clip, "stts", 0) + 16);
  }

  @Test
  void aSoundTrackThatNobodyDecodesIsLeftOutUnlessThereIsNoOther() throws IOException {
    SoundTrack english = SoundTrack.standard();
    byte[] two = brief(spec -> spec.sounding(english, english.spoken("deu", 600)));
    makeUnknown(two, indexOf(two, "mp4a", indexOf(two, "mp4a", 0) + 4));
    byte[] one = brief(spec -> spec);
    makeUnknown(one, indexOf(one, "mp4a", 0));

    assertThat(accepted(two).probe().audio())
        .singleElement()
        .satisfies(track -> assertThat(track.language()).isEqualTo("en"));
    assertThat(refusal(one)).isEqualTo(ProbeRefusal.AUDIO_CODEC_UNSUPPORTED);
  }

  /** Gives a sound's sample entry the name of Apple's spatial sound, and hides what else tells. */
  private static void makeUnknown(byte[] clip, int entry) {
    ByteBuffer.wrap(clip)
        .put(entry, "apac".getBytes(StandardCharsets.US_ASCII))
        .put(indexOf(clip, "esds", entry), "free".getBytes(StandardCharsets.US_ASCII));
  }

  /** Two seconds of a small clip. */
  private static byte[] brief(UnaryOperator<ClipSpec> change) throws IOException {
    Path clip = directory.resolve("brief.mp4");
    ClipWriter.write(change.apply(ClipSpec.of(320, 180, FrameTimes.constant(30, 1, 2))), clip);
    return Files.readAllBytes(clip);
  }

  private static ScannedSource accepted(byte[] file) throws IOException {
    Path path = Files.write(directory.resolve("upload.mp4"), file);
    ScanResult result = process.scan(new FileSource(path), SourceLimits.standard());
    assertThat(result).isInstanceOf(ScanResult.Accepted.class);
    return ((ScanResult.Accepted) result).source();
  }

  private static int indexOf(byte[] file, String name, int from) {
    int found = new String(file, StandardCharsets.ISO_8859_1).indexOf(name, from);
    assertThat(found).isNotNegative();
    return found;
  }

  @Test
  void limitsRefuseByName() throws IOException {
    FileSource source = new FileSource(write(SampleClip.SHORT));

    assertThat(process.scan(source, new SourceLimits(100_000, 60, 1_000, 16, 60)))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.TOO_LARGE_PICTURE));
    assertThat(process.scan(source, new SourceLimits(9_000_000, 3, 1_000, 16, 60)))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.TOO_LONG));
    assertThat(process.scan(source, new SourceLimits(9_000_000, 60, 100, 16, 60)))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.TOO_MANY_PICTURES));
    assertThat(process.scan(source, new SourceLimits(9_000_000, 60, 1_000, 1, 60)))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.TOO_MANY_STREAMS));
    assertThat(process.scan(source, new SourceLimits(9_000_000, 60, 1_000, 16, 20)))
        .isEqualTo(new ScanResult.Refused(ProbeRefusal.FRAME_RATE_TOO_HIGH));
  }

  private static ProbeRefusal refusal(byte[] file) throws IOException {
    Path path = Files.write(directory.resolve("upload.mp4"), file);
    ScanResult result = process.scan(new FileSource(path), SourceLimits.standard());
    return ((ScanResult.Refused) result).reason();
  }

  private static Path write(SampleClip clip) throws IOException {
    Path file = directory.resolve(clip.commandName() + ".mp4");
    if (!Files.exists(file)) {
      SampleMedia.write(clip, file);
    }
    return file;
  }
}
