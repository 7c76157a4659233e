package dev.reelkey.standalone.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, and silence elsewhere. */
final class Progress implements AutoCloseable {
  private static final int MILLIS_PER_UPDATE = 200;

  private final Optional<ProgressBar> bar;

  private Progress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  static Progress ofBytes(Terminal terminal, String task, long bytes) {
    return of(terminal, builder(task, bytes).setUnit(" MiB", 1L << 20).showSpeed());
  }

  static Progress ofPercent(Terminal terminal, String task) {
    return of(terminal, builder(task, 100).setUnit(" %", 1).hideEta());
  }

  static Progress ofSteps(Terminal terminal, String task, long steps) {
    return of(terminal, builder(task, steps));
  }

  void at(long value) {
    bar.ifPresent(shown -> shown.stepTo(value));
  }

  void of(long steps) {
    bar.ifPresent(shown -> shown.maxHint(steps));
  }

  void say(String message) {
    bar.ifPresent(shown -> shown.setExtraMessage(" " + message));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }

  private static Progress of(Terminal terminal, ProgressBarBuilder builder) {
    return new Progress(terminal.interactive() ? Optional.of(builder.build()) : Optional.empty());
  }

  private static ProgressBarBuilder builder(String task, long max) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(max)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS_PER_UPDATE);
  }
}
