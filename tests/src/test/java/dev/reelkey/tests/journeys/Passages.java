package dev.reelkey.tests.journeys;

import dev.reelkey.tests.system.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clips on their way at once, so that neither the system nor the measuring waits. */
final class Passages implements AutoCloseable {
  private static final int AT_ONCE = 2;

  private final ExecutorService senders = Executors.newSingleThreadExecutor();
  private final ExecutorService viewers = Executors.newFixedThreadPool(AT_ONCE);
  private final Map<String, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();

  Passages(ApiClient owner, Path directory, List<Clip> clips) {
    for (Clip clip : clips) {
      outcomes.put(
          clip.name(),
          CompletableFuture.supplyAsync(() -> begin(owner, clip, directory), senders)
              .thenApplyAsync(Passage::end, viewers));
    }
  }

  private static Passage begin(ApiClient owner, Clip clip, Path directory) {
    try {
      return Passage.begin(owner, clip, clip.content().fileIn(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a clip; what went wrong with it is thrown here. */
  Outcome of(Clip clip) {
    try {
      return Objects.requireNonNull(outcomes.get(clip.name())).join();
    } catch (CompletionException e) {
      throw new AssertionError(clip + ": " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
    viewers.shutdownNow();
  }
}
