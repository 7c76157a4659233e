package dev.reelkey.tests.browser;

import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clips in browsers of their own, since a film takes its time whatever the machine can do. */
public final class Showings implements AutoCloseable {
  private static final int AT_ONCE = 2;

  private final ExecutorService viewers = Executors.newFixedThreadPool(AT_ONCE);
  private final Map<String, CompletableFuture<Showing.Seen>> seen = new LinkedHashMap<>();

  /** Begins with all of them. */
  public Showings(Library library, List<Clip> clips) {
    clips.forEach(clip -> seen.put(clip.name(), new CompletableFuture<>()));
    ConcurrentLinkedQueue<Clip> waiting = new ConcurrentLinkedQueue<>(clips);
    for (int viewer = 0; viewer < AT_ONCE; viewer++) {
      viewers.execute(() -> watch(library, waiting));
    }
  }

  /** Waits for a clip; what went wrong with it is thrown here. */
  public Showing.Seen of(Clip clip) {
    try {
      return Objects.requireNonNull(seen.get(clip.name())).join();
    } catch (CompletionException e) {
      throw new AssertionError(clip + ": " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    viewers.shutdownNow();
  }

  // A browser's driver belongs to the thread that started it.
  private void watch(Library library, ConcurrentLinkedQueue<Clip> waiting) {
    try (Chromium chromium = Chromium.start()) {
      for (Clip clip = waiting.poll(); clip != null; clip = waiting.poll()) {
        CompletableFuture<Showing.Seen> outcome = Objects.requireNonNull(seen.get(clip.name()));
        try {
          outcome.complete(Showing.of(clip, library, chromium));
        } catch (RuntimeException | AssertionError wrong) {
          outcome.completeExceptionally(wrong);
        }
      }
    } catch (RuntimeException | AssertionError noBrowser) {
      waiting.forEach(
          clip -> Objects.requireNonNull(seen.get(clip.name())).completeExceptionally(noBrowser));
    }
  }
}
