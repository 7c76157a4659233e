package dev.reelkey.playback.origin;

import java.util.concurrent.Semaphore;

/** How much memory answers on their way to slow readers may take together. */
public final class TransferBudget {
  private static final int UNIT = 1024;

  private final Semaphore units;

  public TransferBudget(long bytes) {
    this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
  }

  /** A quarter of the heap. */
  public static TransferBudget ofHeap(long maxHeapBytes) {
    return new TransferBudget(maxHeapBytes / 4);
  }

  /** Whether so many bytes could be had; then they must be given back. */
  boolean take(long bytes) {
    return units.tryAcquire(units(bytes));
  }

  void giveBack(long bytes) {
    units.release(units(bytes));
  }

  private static int units(long bytes) {
    return Math.toIntExact((bytes + UNIT - 1) / UNIT);
  }
}
