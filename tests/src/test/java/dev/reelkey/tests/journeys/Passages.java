package dev.reelkey.tests.journeys;

import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.system.ApiClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Many clips on their way at once, so that neither the system nor the measuring waits. */
final class Passages implements AutoCloseable {
  private static final int AT_ONCE = 2;

  private final ExecutorService senders = Executors.newSingleThreadExecutor();
  private final ExecutorService viewers = Executors.newFixedThreadPool(AT_ONCE);
  private final Map<String, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();

  /**
   * Begins with all of them.
   *
   * @param upload sends a clip, or says where it has been sent
   */
  Passages(ApiClient owner, List<Clip> clips, Function<Clip, Library.Stored> upload) {
    for (Clip clip : clips) {
      outcomes.put(
          clip.name(),
          CompletableFuture.supplyAsync(
                  () -> Passage.begin(owner, clip, upload.apply(clip)), senders)
              .thenApplyAsync(each -> each.end(Library.SEGMENTS_PER_PERIOD), viewers));
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
