package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.remote.Remote;
import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** The process under a terminal: tells where it is, and stops in order on Ctrl-C or SIGTERM. */
final class RunningProcess implements AutoCloseable {
  private final Terminal terminal;
  private final News news;
  private final Standalone standalone;
  private final Thread stopHook;
  private volatile boolean stopping;

  private RunningProcess(Terminal terminal, News news, Standalone standalone) {
    this.terminal = terminal;
    this.news = news;
    this.standalone = standalone;
    this.stopHook = new Thread(this::stop, "stop");
  }

  static RunningProcess start(Terminal terminal, News news, StandaloneConfig config) {
    Standalone standalone =
        Standalone.start(
            config,
            terminal.clock(),
            terminal.random(),
            next -> {
              news.say(terminal, "  next sign-in  " + next);
              news.event(terminal, new News.SignIn(next));
            });
    RunningProcess process = new RunningProcess(terminal, news, standalone);
    Runtime.getRuntime().addShutdownHook(process.stopHook);
    return process;
  }

  Standalone standalone() {
    return standalone;
  }

  /** The public API as the commands of another terminal would find it. */
  Remote api(DataOptions data) {
    return RemoteOptions.api(terminal, data, standalone.running());
  }

  /** Says where everything is. */
  void introduce(StandaloneConfig config, URI page) {
    Running running = standalone.running();
    news.say(terminal, "Reelkey is ready after " + seconds(sinceStart()) + ".");
    news.say(terminal, "  page          " + page);
    news.say(terminal, "  management    " + running.managementUrl());
    news.say(terminal, "  data          " + config.data().root());
    news.say(terminal, "  secrets       " + config.data().secrets());
    news.event(
        terminal,
        new News.Ready(
            running.publicUrl(),
            running.managementUrl(),
            standalone.signInUrl("/"),
            config.data().root().toString()));
  }

  /**
   * Does what speaks to this process. Where it fails because the process is asked to stop
   * meanwhile, that is no failure to be told.
   */
  <T> T whileRunning(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (Exception e) {
      if (stopping) {
        awaitStop();
      }
      throw e;
    }
  }

  /** Never returns: the process ends by its stop hook. */
  void awaitStop() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Stops without being asked, as when the demo fails. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopHook);
      standalone.close();
    } catch (IllegalStateException stopsAlready) {
      // The hook runs: it closes.
      return;
    }
  }

  // A stop that was asked for and went well is no failure, whatever signal asked for it.
  private void stop() {
    stopping = true;
    standalone.close();
    Runtime.getRuntime().halt(0);
  }

  /** The JVM's own note: the system's counts from a boot time of whole seconds. */
  private Duration sinceStart() {
    return Duration.ofMillis(
        terminal.clock().millis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
