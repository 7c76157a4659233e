package dev.reelkey.sample;

import dev.reelkey.sample.ffmpeg.EncodingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The command: {@code --list}, or a clip's name and the file to write. */
public final class SampleMediaMain {
  private SampleMediaMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--list")) {
      for (SampleClip clip : SampleClip.values()) {
        System.out.printf("%-16s %s%n", clip.commandName(), clip.description());
      }
      return 0;
    }
    if (arguments.length != 2) {
      System.err.println("Usage: --list | NAME FILE");
      return 2;
    }
    Optional<SampleClip> clip = SampleClip.named(arguments[0]);
    if (clip.isEmpty()) {
      System.err.println("There is no clip of that name; --list shows them all.");
      return 2;
    }
    return write(clip.get(), Path.of(arguments[1]));
  }

  private static int write(SampleClip clip, Path file) {
    try {
      SampleMedia.write(clip, file);
      return 0;
    } catch (IOException | EncodingFailedException e) {
      System.err.println("The clip could not be written: " + e.getMessage());
      return 1;
    }
  }
}
