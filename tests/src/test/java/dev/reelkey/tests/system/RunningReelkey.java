package dev.reelkey.tests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code ./reelkey up} as a real process on a directory and a port of its own. Everything a test
 * does with it goes over HTTP or the command line, as a user would.
 */
public final class RunningReelkey implements AutoCloseable {
  private static final String MAIN = "dev.reelkey.standalone.ReelkeyMain";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Pattern SIGN_IN = Pattern.compile("https?://\\S+#code=(\\S+)");

  private final Path data;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> machine;
  private final List<String> words;
  private Process process;

  private RunningReelkey(
      List<String> words,
      Path data,
      int port,
      Map<String, String> environment,
      List<String> machine) {
    this.words = words;
    this.data = data;
    this.port = port;
    this.environment = environment;
    this.machine = machine;
    this.process = launch();
  }

  /** Starts on an empty or earlier directory; {@code environment} holds settings. */
  public static RunningReelkey start(Path data, Map<String, String> environment) {
    return start(data, environment, List.of());
  }

  /** As {@link #start(Path, Map)}, with options of the Java machine such as {@code -Xmx96m}. */
  public static RunningReelkey start(
      Path data, Map<String, String> environment, List<String> machine) {
    return start(List.of("up"), data, environment, machine);
  }

  /** As {@link #start(Path, Map)}, by other words than {@code up}. */
  public static RunningReelkey start(
      List<String> words, Path data, Map<String, String> environment, List<String> machine) {
    RunningReelkey running = new RunningReelkey(words, data, freePort(), environment, machine);
    try {
      running.awaitReady();
      return running;
    } catch (RuntimeException neverReady) {
      running.close();
      throw neverReady;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path data() {
    return data;
  }

  /** What the process has printed so far. */
  public String log() {
    try {
      return Files.readString(logFile(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path logFile() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  public long pid() {
    return process.pid();
  }

  /** The newest one-time code of the sign-in links that the process has printed. */
  public String signInCode() {
    Matcher links = SIGN_IN.matcher(log());
    String newest = null;
    while (links.find()) {
      newest = links.group(1);
    }
    return Objects.requireNonNull(newest, "no sign-in link is printed");
  }

  /** What it has started and not ended: redis-server, media processes and what these started. */
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** An API client for a development access token of this subject. */
  public ApiClient api(String subject, String scopes) {
    String token = cli("token", "--subject", subject, "--scope", scopes).out().strip();
    return new ApiClient(url(), token);
  }

  /** An API client that may do what an uploader and viewer may. */
  public ApiClient owner() {
    return api("owner", "videos:write videos:read playback:start sessions:revoke");
  }

  /** Runs {@code ./reelkey …} against this directory and waits for its end. */
  public CommandResult cli(String... arguments) {
    List<String> command = new ArrayList<>(java());
    // As the launcher does: a short command ends before the second compiler would pay.
    command.add(1, "-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    return CommandResult.of(command, environment);
  }

  /** {@code kill -9} of the whole process. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Starts again on the same directory. */
  public void startAgain() {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes the directory and the log of an ended process. */
  public void discard() {
    close();
    try (Stream<Path> tree = Files.walk(data)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      Files.deleteIfExists(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(java());
    command.addAll(1, machine);
    command.addAll(words);
    command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
    ProcessBuilder builder = CommandResult.builder(command, environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Instant end = Instant.now().plus(START);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("reelkey did not start:\n" + log());
      }
      Waiting.briefly();
    }
  }

  private boolean answers() {
    return new ApiClient(url(), "").status("GET", "/.well-known/jwks.json") == 200;
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), MAIN);
  }

  /** A port that nobody listens on now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
