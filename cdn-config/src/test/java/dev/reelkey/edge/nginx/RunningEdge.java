package dev.reelkey.edge.nginx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.edge.keys.EdgeKeyFile;
import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Limits;
import dev.reelkey.edge.policy.Route.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx, rendered from the policy into a directory of the test. */
final class RunningEdge implements AutoCloseable {
  static final Path MODULES = Path.of("/usr/lib/nginx/modules");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final int port;
  private final Process nginx;

  private RunningEdge(Path directory, int port, Process nginx) {
    this.directory = directory;
    this.port = port;
    this.nginx = nginx;
  }

  /** Limits that no test meets by accident. */
  static EdgePolicy generousPolicy() {
    EdgePolicy shipped = EdgePolicy.shipped();
    Limits limits = shipped.limits();
    return shipped.with(
        new Limits(
            limits.headerBuffers(),
            limits.headerBufferBytes(),
            limits.jsonBodyBytes(),
            limits.uploadBodyBytes(),
            limits.headerSeconds(),
            limits.bodySeconds(),
            limits.idleSeconds(),
            limits.connectionsPerAddress(),
            100_000,
            100_000,
            100_000,
            100_000,
            100_000,
            100_000));
  }

  static RunningEdge start(Path directory, String origin) throws IOException {
    return start(directory, generousPolicy(), origin, Optional.empty());
  }

  static RunningEdge start(Path directory, EdgePolicy policy, String origin, Optional<TlsFiles> tls)
      throws IOException {
    int port = freePort();
    Path keys = directory.resolve("edge-keys.json");
    new EdgeKeyFile(TestTokens.edgeKeys("main-1", "main-2")).write(keys);
    Map<Upstream, Origin> origins =
        Map.of(
            Upstream.PLAYBACK, Origin.parse(origin),
            Upstream.KEYS, Origin.parse(origin),
            Upstream.TRANSCODER, Origin.parse(origin));
    Gateway gateway =
        new Gateway(
            directory,
            new Listen("127.0.0.1", port),
            tls,
            origins,
            keys,
            MODULES,
            Path.of("/etc/ssl/certs/ca-certificates.crt"));
    new NginxConfig(policy, gateway).write();
    return new RunningEdge(directory, port, launch(directory, port));
  }

  /** Starts nginx in the foreground, as the current user. */
  static Process launch(Path directory, int port) throws IOException {
    assumeInstalled();
    boolean root = "root".equals(System.getProperty("user.name"));
    Process nginx =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-p",
                directory.toString(),
                "-c",
                "nginx.conf",
                "-e",
                "stderr",
                "-g",
                "daemon off;" + (root ? " user root;" : ""))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.out").toFile())
            .start();
    await(() -> accepts(port) || !nginx.isAlive());
    if (!nginx.isAlive()) {
      throw new IOException("nginx: " + Files.readString(directory.resolve("nginx.out")));
    }
    return nginx;
  }

  static void assumeInstalled() {
    assumeTrue(
        program().isPresent() && Files.exists(MODULES.resolve("ngx_http_js_module.so")),
        "nginx or its njs module is missing: apt-get install nginx libnginx-mod-http-js");
  }

  private static Optional<Path> program() {
    // Debian keeps it where only root's PATH looks.
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  int port() {
    return port;
  }

  Path directory() {
    return directory;
  }

  Wire connect() throws IOException {
    return new Wire(port);
  }

  /** Gives the edge other keys; running connections notice nothing. */
  void reload(Map<String, Secret> keys) throws IOException {
    new EdgeKeyFile(keys).write(directory.resolve("edge-keys.json"));
    new ProcessBuilder("kill", "-HUP", Long.toString(nginx.pid())).start().onExit().join();
  }

  String accessLog() throws IOException {
    return Files.readString(directory.resolve("logs/access.log"));
  }

  /** Everything below the directory that nginx may have written, but for its configuration. */
  List<Path> writtenFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("logs", "tmp", "cache")) {
      try (Stream<Path> found = Files.walk(directory.resolve(part))) {
        found.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    return files;
  }

  @Override
  public void close() {
    nginx.destroy();
    try {
      if (!nginx.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        nginx.descendants().forEach(ProcessHandle::destroyForcibly);
        nginx.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something that becomes true in time. */
  interface Condition {
    boolean holds() throws IOException;
  }

  static void await(Condition condition) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen within " + PATIENCE);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private static boolean accepts(int port) {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
