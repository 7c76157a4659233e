package dev.reelkey.sample;

import dev.reelkey.sample.ffmpeg.ClipWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Makes sample clips; the same clip comes out of every call, but not always the same bytes. */
public final class SampleMedia {
  private SampleMedia() {}

  /** Writes a clip as MP4; the file appears only when it is complete. */
  public static void write(SampleClip clip, Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path unfinished = whole.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      ClipWriter.write(clip.spec(), unfinished);
      Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
