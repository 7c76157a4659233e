package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.media.helper.MediaProcessMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The command line of a media process: our java, the few jars it needs, its walls. */
final class ChildCommand {
  // One class of each jar: names and not types, since FFmpeg's may not load in the worker.
  private static final List<String> NEEDED =
      List.of(
          "dev/reelkey/transcoder/media/helper/MediaProcessMain.class",
          "dev/reelkey/core/id/RenditionName.class",
          "com/fasterxml/jackson/databind/ObjectMapper.class",
          "com/fasterxml/jackson/core/JsonFactory.class",
          "com/fasterxml/jackson/annotation/JsonCreator.class",
          "org/bytedeco/javacpp/Loader.class",
          "org/bytedeco/ffmpeg/global/avcodec.class");

  private final Sandbox sandbox;
  private final Path java;
  private final List<String> arguments;
  private final List<Path> readable;

  private ChildCommand(Sandbox sandbox, Path java, List<String> arguments, List<Path> readable) {
    this.sandbox = sandbox;
    this.java = java;
    this.arguments = arguments;
    this.readable = readable;
  }

  /** Unpacks the native libraries below {@code cache} when they are not there yet. */
  static ChildCommand prepare(Sandbox sandbox, Path cache) throws IOException {
    List<Path> nativeJars = Jars.ofNatives();
    Path natives = NativeLibraries.unpacked(cache, nativeJars).toRealPath();
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> classPath = classPath();
    List<Path> readable = new ArrayList<>(classPath);
    readable.add(natives);
    if (!home.startsWith("/usr")) {
      readable.add(home);
    }
    // Debian keeps the JDK's settings outside of it and links to them.
    Path settings = home.resolve("conf/security/java.security").toRealPath();
    if (!settings.startsWith(home) && !settings.startsWith("/usr")) {
      readable.add(settings.resolve("../..").normalize());
    }
    return new ChildCommand(
        sandbox, home.resolve("bin/java"), jvmArguments(natives, classPath), readable);
  }

  List<String> of(ChildLimits limits) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(arguments);
    return sandbox.wrap(command, readable, limits);
  }

  private static List<String> jvmArguments(Path natives, List<Path> classPath) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xmx384m", "-Xss512k", "-XX:+UseSerialGC"));
    arguments.add("-XX:TieredStopAtLevel=1");
    // No file of the VM's own: it may write none.
    arguments.addAll(List.of("-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash"));
    arguments.add("-XX:ErrorFile=/dev/null");
    // Its fatal messages would stand among the frames.
    arguments.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-XX:+ExitOnOutOfMemoryError"));
    arguments.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
    arguments.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    arguments.add("-Djava.library.path=" + natives);
    if (Runtime.version().feature() >= 22) {
      arguments.add("--enable-native-access=ALL-UNNAMED");
    }
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    arguments.add(MediaProcessMain.class.getName());
    return arguments;
  }

  private static List<Path> classPath() throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    for (String type : NEEDED) {
      places.add(Jars.holding(type));
    }
    return List.copyOf(places);
  }
}
