package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import dev.reelkey.transcoder.media.child.ChildLimits;
import dev.reelkey.transcoder.media.child.ChildMediaProcess;
import dev.reelkey.transcoder.media.child.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Starts and stops once after a build, so that the JVM can archive the classes of a start. */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Start and stop once, on a scratch directory.")
final class WarmUpCommand implements Callable<Integer> {
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
            terminal.environment());
    try (Standalone standalone =
        Standalone.start(config, terminal.clock(), terminal.random(), next -> {})) {
      HttpRequest ready =
          HttpRequest.newBuilder(standalone.running().managementUrl().resolve("/readyz")).build();
      HttpClient.newHttpClient().send(ready, HttpResponse.BodyHandlers.discarding());
    } finally {
      delete(scratch);
    }
    return 0;
  }

  /** So that no start has to: the media process finds them ready. */
  private void unpackLibraries() throws IOException {
    String natives = terminal.environment().get("REELKEY_NATIVES");
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
