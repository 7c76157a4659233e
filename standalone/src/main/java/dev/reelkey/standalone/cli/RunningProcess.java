package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The process under a terminal: tells where it is, and stops in order on Ctrl-C or SIGTERM. */
final class RunningProcess {
  private final Terminal terminal;
  private final Standalone standalone;

  private RunningProcess(Terminal terminal, Standalone standalone) {
    this.terminal = terminal;
    this.standalone = standalone;
  }

  static RunningProcess start(Terminal terminal, StandaloneConfig config) {
    Standalone standalone =
        Standalone.start(
            config,
            terminal.clock(),
            terminal.random(),
            next -> terminal.line("  next sign-in  " + next));
    RunningProcess process = new RunningProcess(terminal, standalone);
    Runtime.getRuntime().addShutdownHook(new Thread(process::stop, "stop"));
    return process;
  }

  Standalone standalone() {
    return standalone;
  }

  /** Says where everything is. */
  void introduce(StandaloneConfig config, URI page) {
    Duration sinceStart =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(started -> Duration.between(started, terminal.clock().instant()))
            .orElse(Duration.ZERO);
    terminal.line("Reelkey is ready after " + seconds(sinceStart) + ".");
    terminal.line("  page          " + page);
    terminal.line("  management    " + standalone.running().managementUrl());
    terminal.line("  data          " + config.data().root());
    terminal.line("  secrets       " + config.data().secrets());
    terminal.line("Stop it with Ctrl-C.");
  }

  /** Never returns: the process ends by its stop hook. */
  void awaitStop() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  // A stop that was asked for and went well is no failure, whatever signal asked for it.
  private void stop() {
    standalone.close();
    Runtime.getRuntime().halt(0);
  }

  private static String seconds(Duration time) {
    return String.format(java.util.Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
