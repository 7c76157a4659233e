package dev.reelkey.transcoder.media.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks FFmpeg's libraries once into one flat directory. The child gets it read-only: a cache
 * that hostile bytes could write to would be a way to run code in the next child.
 */
final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
  private static final String FFMPEG = "org/bytedeco/ffmpeg/";
  private static final String JAVACPP = "org/bytedeco/javacpp/";
  private static final String COMPLETE = "complete";
  private static final String UNPACKING = "unpacking-";
  private static final Duration LONGEST_UNPACKING = Duration.ofMinutes(10);

  private NativeLibraries() {}

  /** The directory of the unpacked libraries, made below {@code cache} when it is not there. */
  static Path unpacked(Path cache, List<Path> jars) throws IOException {
    Path directory = cache.resolve("natives-" + fingerprint(jars));
    Files.createDirectories(cache);
    deleteLeft(cache);
    if (Files.exists(directory.resolve(COMPLETE))) {
      return directory;
    }
    Path fresh = Files.createTempDirectory(cache, UNPACKING);
    for (Path jar : jars) {
      unpack(jar, fresh);
    }
    Files.createFile(fresh.resolve(COMPLETE));
    try {
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      return fresh;
    } catch (IOException e) {
      // Another process was faster: a full directory cannot be replaced.
      if (!Files.exists(directory.resolve(COMPLETE))) {
        throw e;
      }
      delete(fresh);
    }
    return directory;
  }

  /** Directories of processes that were killed while they unpacked. */
  private static void deleteLeft(Path cache) {
    Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    FileTime old = FileTime.from(start.minus(LONGEST_UNPACKING));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(cache, UNPACKING + "*")) {
      for (Path each : left) {
        if (Files.getLastModifiedTime(each).compareTo(old) < 0) {
          delete(each);
        }
      }
    } catch (IOException e) {
      // Another process deletes them too, or they are not ours to delete: no reason to do no work.
      LOG.debug("left unpacked libraries where they are", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path each : files) {
        Files.deleteIfExists(each);
      }
    }
    Files.deleteIfExists(directory);
  }

  private static void unpack(Path jar, Path directory) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (ZipEntry entry :
          (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        String base = name.substring(name.lastIndexOf('/') + 1);
        boolean ours = name.startsWith(FFMPEG) || name.startsWith(JAVACPP);
        boolean library = base.contains(".so") || base.endsWith(".dylib");
        if (ours && library && !entry.isDirectory()) {
          try (InputStream bytes = file.getInputStream(entry)) {
            Files.copy(bytes, directory.resolve(base), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private static String fingerprint(List<Path> jars) throws IOException {
    long sum = 17;
    for (Path jar : jars) {
      sum = sum * 31 + Files.size(jar);
      sum = sum * 31 + jar.getFileName().toString().hashCode();
    }
    return Long.toHexString(sum);
  }
}
