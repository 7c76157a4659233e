package dev.reelkey.tests.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs one of the ffmpeg programs of this machine. */
public final class Program {
  private final String name;
  private final Duration limit;

  /** What a program said; its standard output is for reading only. */
  public record Output(int status, byte[] bytes, String messages) {
    /** The standard output as text. */
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  public Program(String name, Duration limit) {
    this.name = name;
    this.limit = limit;
  }

  /** Whether the program can be started at all. */
  public boolean isInstalled() {
    try {
      return run(List.of("-version")).status() == 0;
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  /** Runs the program to its end, which must come within the limit. */
  public Output run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      try {
        return collect(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be run", e);
    }
  }

  private Output collect(Process process) throws IOException {
    CompletableFuture<String> messages =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    byte[] bytes = process.getInputStream().readAllBytes();
    String said = messages.join();
    boolean late = watch.isDone();
    watch.cancel(false);
    if (late) {
      throw new IOException(name + " took longer than " + limit.toSeconds() + " s");
    }
    return new Output(process.onExit().join().exitValue(), bytes, said);
  }

  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
