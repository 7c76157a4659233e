package dev.reelkey.tests.library;

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
public record Clip(String name, boolean flashes, Content content) {
  private static final Path REAL = Path.of("..", "..", "shared", "media", "real");

  /** Where a clip's file comes from. */
  public interface Content {
    /** A file that may lie in the given directory. */
    Path fileIn(Path directory) throws IOException;
  }

  /** Every sample clip, and every clip of the real ones that is there. */
  public static List<Clip> all() {
    // The longest come first, so that nobody waits for one of them alone at the end.
    List<Clip> clips = new ArrayList<>(real());
    Stream.of(SampleClip.values()).map(Clip::of).forEach(clips::add);
    return clips;
  }

  public static Clip of(SampleClip clip) {
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
  public static List<Clip> real() {
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
