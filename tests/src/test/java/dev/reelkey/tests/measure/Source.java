package dev.reelkey.tests.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was uploaded, decoded.
 *
 * @param sound every audio track in order
 */
public record Source(Pictures pictures, List<Sound> sound) {
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
    return new Source(decoder.pictures(file.toString()), sound);
  }

  private static int audioTracks(Path file) {
    return (int)
        new Program("ffprobe", LIMIT)
            .run(
                List.of(
                    "-v",
                    "error",
                    "-select_streams",
                    "a",
                    "-show_entries",
                    "stream=index",
                    "-of",
                    "csv=p=0",
                    file.toString()))
            .text()
            .lines()
            .filter(line -> !line.isBlank())
            .count();
  }
}
