package dev.reelkey.transcoder.media.child;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the jars and class directories that our own class path is made of. */
final class Jars {
  private Jars() {}

  /** The jar or directory that holds a class or another resource. */
  static Path holding(String resource) throws IOException {
    URL found = Jars.class.getClassLoader().getResource(resource);
    if (found == null) {
      throw new IOException("not on the class path: " + resource);
    }
    String place = found.toString();
    int inside = place.lastIndexOf("!/");
    if (place.startsWith("jar:") && inside > 0) {
      return Path.of(URI.create(place.substring("jar:".length(), inside))).toRealPath();
    }
    return Path.of(URI.create(place.substring(0, place.length() - resource.length()))).toRealPath();
  }

  /** The jars with the native libraries of this platform; the GPL build is preferred. */
  static List<Path> ofNatives() throws IOException {
    String platform = platform();
    Path bridge =
        holding("org/bytedeco/javacpp/" + platform + "/" + System.mapLibraryName("jnijavacpp"));
    String library = "/" + System.mapLibraryName("jniavcodec");
    String gpl = "org/bytedeco/ffmpeg/" + platform + "-gpl" + library;
    boolean hasGpl = Jars.class.getClassLoader().getResource(gpl) != null;
    String plain = "org/bytedeco/ffmpeg/" + platform + library;
    return List.of(bridge, holding(hasGpl ? gpl : plain));
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String chip = machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "x86_64";
    return (system.contains("mac") ? "macosx-" : "linux-") + chip;
  }
}
