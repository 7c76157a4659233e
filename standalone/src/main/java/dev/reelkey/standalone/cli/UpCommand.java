package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.run.StandaloneConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reelkey up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Start everything in one process.")
final class UpCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final ListenOptions listen = new ListenOptions();
  @Mixin private final News news = new News();

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    StandaloneConfig config = listen.config(data.directory(), terminal.environment());
    try (RunningProcess process = RunningProcess.start(terminal, news, config)) {
      process.introduce(config, process.standalone().signInUrl("/"));
      news.say(terminal, "Stop it with Ctrl-C.");
      process.awaitStop();
    }
    return 0;
  }
}
