package dev.reelkey.tests.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was uploaded, decoded.
 *
 * @param seconds from the first picture's beginning to the last one's end
 * @param sound every audio track in order
 */
public record Source(Pictures pictures, double seconds, List<Sound> sound) {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  public Source {
    sound = List.copyOf(sound);
  }

  /** Decodes a file. */
  public static Source of(Path file) {
    Decoder decoder = Decoder.ofFiles(LIMIT);
    List<Sound> sound = new ArrayList<>();
    for (int track = 0; track < audioTracks(file); track++) {
      sound.add(decoder.sound(file.toString(), track));
    }
    return new Source(decoder.pictures(file.toString()), seconds(file), sound);
  }

  private static double seconds(Path file) {
    return Double.parseDouble(probe(file, "v:0", "stream=duration").get(0));
  }

  private static int audioTracks(Path file) {
    return probe(file, "a", "stream=index").size();
  }

  private static List<String> probe(Path file, String streams, String entry) {
    return new Program("ffprobe", LIMIT)
        .run(
            List.of(
                "-v",
                "error",
                "-select_streams",
                streams,
                "-show_entries",
                entry,
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                file.toString()))
        .text()
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
