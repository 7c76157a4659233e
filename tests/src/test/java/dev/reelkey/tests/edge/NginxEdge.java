package dev.reelkey.tests.edge;

import dev.reelkey.edge.keys.EdgeKeyFile;
import dev.reelkey.edge.nginx.Gateway;
import dev.reelkey.edge.nginx.Listen;
import dev.reelkey.edge.nginx.NginxConfig;
import dev.reelkey.edge.nginx.Origin;
import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Route.Upstream;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An nginx as the shipped policy makes it, with keys derived from the process's own master. */
final class NginxEdge implements AutoCloseable {
  private static final Path MODULES = Path.of("/usr/lib/nginx/modules");
  private static final Duration START = Duration.ofSeconds(30);

  private final Process nginx;

  private NginxEdge(Process nginx) {
    this.nginx = nginx;
  }

  static boolean isInstalled() {
    return program().isPresent() && Files.exists(MODULES.resolve("ngx_http_js_module.so"));
  }

  /** Starts on this port, before {@code origin}, whose token master is in {@code data}. */
  static NginxEdge start(Path directory, int port, URI origin, Path data) throws IOException {
    Path keys = directory.resolve("keys.json");
    EdgeKeyFile.derive(data.resolve("secrets/token-master"), List.of("main-1")).write(keys);
    Origin all = Origin.parse(origin.toString());
    new NginxConfig(
            EdgePolicy.shipped(),
            new Gateway(
                directory,
                new Listen("127.0.0.1", port),
                Optional.empty(),
                Map.of(Upstream.PLAYBACK, all, Upstream.KEYS, all, Upstream.TRANSCODER, all),
                keys,
                MODULES,
                Path.of("/etc/ssl/certs/ca-certificates.crt")))
        .write();
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
    Waiting.until("nginx", START, () -> accepts(port) || !nginx.isAlive());
    if (!nginx.isAlive()) {
      throw new IOException("nginx: " + Files.readString(directory.resolve("nginx.out")));
    }
    return new NginxEdge(nginx);
  }

  @Override
  public void close() {
    nginx.destroy();
    try {
      if (!nginx.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        nginx.descendants().forEach(ProcessHandle::destroyForcibly);
        nginx.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Debian keeps it where only root's PATH looks.
  private static Optional<Path> program() {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean accepts(int port) {
    try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
