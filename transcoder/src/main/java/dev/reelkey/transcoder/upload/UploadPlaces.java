package dev.reelkey.transcoder.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how many bodies are received at a time. A body holds one of the listener's threads for as
 * long as its sender takes, and the same threads answer everybody else (API4).
 */
public final class UploadPlaces {
  private final int most;
  private final int mostOfOne;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  /** Well below the 64 threads of a listener; and nobody has all of them alone. */
  public UploadPlaces() {
    this(24, 8);
  }

  UploadPlaces(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** One place, until it is closed. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Empty where the subject has all that it may have, or where none is left. */
  public synchronized Optional<Place> take(String subject) {
    if (all >= most || taken.getOrDefault(subject, 0) >= mostOfOne) {
      return Optional.empty();
    }
    all++;
    taken.merge(subject, 1, Integer::sum);
    return Optional.of(() -> giveBack(subject));
  }

  private synchronized void giveBack(String subject) {
    all--;
    taken.computeIfPresent(subject, (name, count) -> count == 1 ? null : count - 1);
  }
}
