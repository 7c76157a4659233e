package dev.reelkey.tests.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A faithful stream passes, and each kind of loss is found; streams are made by ffmpeg itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamMeasurementTest {
  private static final Program FFMPEG = new Program("ffmpeg", Duration.ofMinutes(1));

  @TempDir private static Path directory;
  private ServedDirectory server;
  private Source source;

  @BeforeAll
  void serveTheClip() throws IOException {
    server = new ServedDirectory(directory);
    SampleMedia.write(SampleClip.SHORT, directory.resolve("clip.mp4"));
    source = Source.of(directory.resolve("clip.mp4"));
    Files.writeString(directory.resolve("a.key"), "0123456789abcdef");
    Files.writeString(
        directory.resolve("a.info"),
        server.address("a.key") + "\n" + directory.resolve("a.key") + "\n");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theSourceHasAllItsPicturesAndBeeps() {
    Program.Output count =
        new Program("ffprobe", Duration.ofMinutes(1))
            .run(
                List.of(
                    "-v",
                    "error",
                    "-count_frames",
                    "-select_streams",
                    "v",
                    "-show_entries",
                    "stream=nb_read_frames",
                    "-of",
                    "csv=p=0",
                    clip()));

    assertThat(source.pictures().count()).isEqualTo(Integer.parseInt(count.text().strip()));
    assertThat(source.pictures().flashes()).hasSize(8);
    assertThat(source.sound().get(0).beeps()).hasSize(8);
  }

  @Test
  void theDisplayMatrixOfATurnedClipDoesNotHideItsDuration() throws IOException {
    Path turned = directory.resolve("turned.mp4");
    SampleMedia.write(SampleClip.TURNED, turned);

    assertThat(Source.of(turned).seconds()).isEqualTo(10);
  }

  @Test
  void aFaithfulStreamHasNoProblem() throws IOException {
    assertThat(measure("good", List.of(), List.of())).isEmpty();
  }

  @Test
  void keysAreAskedForWithTheHeader() throws IOException {
    cut("v", List.of("-map", "0:v", "-c", "copy"));
    cut("a", List.of("-map", "0:a", "-c", "copy"));

    assertThatThrownBy(
            () -> StreamMeasurement.decode(server.address("m.m3u8"), multivariant(), "Bearer no"))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lost picture | -vf select='not(eq(n,100))' |  | pictures, the source has",
        "repeated picture | -vf loop=1:1:100 |  | pictures, the source has",
        "other rate | -vf fps=25 |  | pictures, the source has",
        "late pictures | -vf settb=1/90000,setpts='PTS+if(gt(N,100),360,0)' |  | away from its time",
        "shifted pictures | -vf tpad=start=1,trim=end_frame=240 |  | fit better when shifted",
        "late sound |  | -af adelay=60:all=1 | later than in the source",
        "early sound |  | -af atrim=0.06,asetpts=PTS-STARTPTS | later than in the source",
        "very late sound |  | -af adelay=500:all=1 | sound is not found",
        "very early sound |  | -af atrim=0.5,asetpts=PTS-STARTPTS | sound is not found",
        "sound just out of reach |  | -af adelay=251:all=1 | sound is not found",
        "no sound |  | -af volume=0 | sound is not found",
        "another sound |  | -af asetrate=40000,aresample=48000 | sound is not found",
        "late beeps |  | -af adelay=60:all=1 | s off",
        "short sound |  | -t 7.9 | sound ends",
        "hole in the sound |  | -af aselect='not(between(t,3,3.2))' | does not join"
      })
  void aLossIsFound(String loss, String video, String audio, String problem) throws IOException {
    assertThat(measure(loss, split(video), split(audio)))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  private static List<String> split(String arguments) {
    return arguments == null ? List.of() : Arrays.asList(arguments.split(" "));
  }

  private List<String> measure(String name, List<String> video, List<String> audio)
      throws IOException {
    List<String> pictures = new ArrayList<>(List.of("-map", "0:v"));
    pictures.addAll(video);
    pictures.addAll(
        video.isEmpty()
            ? List.of("-c", "copy")
            : List.of("-c:v", "libx264", "-preset", "ultrafast", "-enc_time_base", "1:90000"));
    cut("v", pictures);
    List<String> sound = new ArrayList<>(List.of("-map", "0:a"));
    sound.addAll(audio);
    sound.addAll(audio.isEmpty() ? List.of("-c", "copy") : List.of("-c:a", "aac"));
    cut("a", sound);
    return StreamMeasurement.decode(
            server.address("m.m3u8"), multivariant(), ServedDirectory.AUTHORIZATION)
        .againstSample(source)
        .problems();
  }

  private static String multivariant() {
    return """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",URI="a.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="a"
        v.m3u8
        """;
  }

  private void cut(String name, List<String> coding) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-v", "error", "-copyts", "-i", clip()));
    arguments.addAll(coding);
    arguments.addAll(
        List.of(
            "-fps_mode",
            "passthrough",
            "-avoid_negative_ts",
            "disabled",
            "-output_ts_offset",
            "10",
            "-muxdelay",
            "0",
            "-muxpreload",
            "0",
            "-f",
            "hls",
            "-hls_time",
            "2",
            "-hls_list_size",
            "0",
            "-hls_key_info_file",
            directory.resolve("a.info").toString(),
            "-hls_segment_filename",
            directory.resolve(name + "%d.ts").toString(),
            directory.resolve(name + ".m3u8").toString()));
    Program.Output output = FFMPEG.run(arguments);
    if (output.status() != 0) {
      throw new IOException(output.messages());
    }
  }

  private String clip() {
    return directory.resolve("clip.mp4").toString();
  }
}
