package dev.reelkey.tests.journeys;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is uploaded.
 *
 * @param flashes whether each beep comes with a flash, as in the sample clips
 */
record Clip(String name, boolean flashes, Content content) {
  private static final Path REAL = Path.of("..", "..", "shared", "media", "real");

  /** Where a clip's file comes from. */
  interface Content {
    /** A file that may lie in the given directory. */
    Path fileIn(Path directory) throws IOException;
  }

  /** Every sample clip, and every clip of the real ones that is there. */
  static List<Clip> all() {
    List<Clip> clips = new ArrayList<>();
    Stream.of(SampleClip.values()).map(Clip::of).forEach(clips::add);
    clips.addAll(real());
    return clips;
  }

  static Clip of(SampleClip clip) {
    boolean flashes = !clip.spec().sound().isEmpty();
    return new Clip(
        clip.commandName(),
        flashes,
        directory -> {
          Path file = directory.resolve(clip.commandName() + ".mp4");
          SampleMedia.write(clip, file);
          return file;
        });
  }

  /** Camera clips from beside the repository; none where there are none. */
  static List<Clip> real() {
    if (!Files.isDirectory(REAL)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(REAL)) {
      return files
          .filter(file -> file.toString().endsWith(".mp4"))
          .sorted()
          .map(file -> new Clip(file.getFileName().toString(), false, any -> file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
