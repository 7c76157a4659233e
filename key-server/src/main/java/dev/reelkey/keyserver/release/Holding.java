package dev.reelkey.keyserver.release;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Holds requests that are over pace for a moment, a few at a time: a held request keeps a worker
 * thread, and a harvester must not take them all.
 */
public final class Holding {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Lets time pass; tests move their clock instead. */
  public interface Pause {
    void pass(Duration time) throws InterruptedException;
  }

  private final Pause pause;
  private final Semaphore places;

  public Holding(Pause pause, int places) {
    this.pause = pause;
    this.places = new Semaphore(places);
  }

  /**
   * Waits, if that is short enough and there is a place.
   *
   * @param held how long this request has been held already
   * @return false where the request must be answered now
   */
  boolean hold(Duration wait, Duration held) {
    if (held.plus(wait).compareTo(LONGEST) > 0 || !places.tryAcquire()) {
      return false;
    }
    try {
      pause.pass(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      places.release();
    }
  }
}
