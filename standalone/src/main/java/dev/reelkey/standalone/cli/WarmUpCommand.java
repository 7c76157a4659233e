package dev.reelkey.standalone.cli;

import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import dev.reelkey.transcoder.media.child.ChildLimits;
import dev.reelkey.transcoder.media.child.ChildMediaProcess;
import dev.reelkey.transcoder.media.child.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Starts and stops twice after a build, so that the JVM can archive the classes of a start. */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Start and stop twice, on a scratch directory.")
final class WarmUpCommand implements Callable<Integer> {
  private static final String NATIVES = "REELKEY_NATIVES";

  private final Terminal terminal;

  WarmUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    unpackLibraries();
    Path scratch = Files.createTempDirectory("reelkey-warm-up");
    StandaloneConfig config =
        new StandaloneConfig(
            DataDirectory.at(scratch, Optional.empty()),
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            false,
            settings());
    try {
      // A used directory needs other classes than a new one.
      visit(config);
      visit(config);
    } finally {
      delete(scratch);
    }
    return 0;
  }

  /** Not the operator's: a fault in them must not spoil the archive. */
  private Map<String, String> settings() {
    String natives = terminal.environment().get(NATIVES);
    return natives == null ? Map.of() : Map.of(NATIVES, natives);
  }

  private void visit(StandaloneConfig config) throws IOException, InterruptedException {
    try (Standalone standalone =
        Standalone.start(config, terminal.clock(), terminal.random(), next -> {})) {
      URI api = standalone.running().apiUrl();
      ask(standalone.running().managementUrl().resolve("/readyz"), "none");
      ask(api.resolve("/.well-known/jwks.json"), "none");
      ask(api.resolve("/"), "none");
      DevelopmentIssuer issuer =
          new DevelopmentIssuer(
              Secrets.open(config.data(), terminal.random()).developmentKey(), terminal.clock());
      ask(
          api.resolve("/v1/videos"),
          issuer.issue("warm-up", Set.of(Scope.VIDEOS_READ), Duration.ofMinutes(1)));
    }
  }

  private static void ask(URI uri, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  /** So that no start has to: the media process finds them ready. */
  private void unpackLibraries() throws IOException {
    String natives = terminal.environment().get(NATIVES);
    if (natives != null) {
      ChildMediaProcess.prepare(Sandbox.detect(), Path.of(natives), ChildLimits.standard());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
