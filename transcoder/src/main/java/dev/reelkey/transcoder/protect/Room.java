package dev.reelkey.transcoder.protect;

import java.util.function.LongSupplier;

/** The room in the store above what must stay free. */
public final class Room {
  private final LongSupplier availableBytes;
  private final long floor;

  /**
   * Room above a floor.
   *
   * @param availableBytes what the store can still take
   * @param floor bytes that must stay free
   */
  public Room(LongSupplier availableBytes, long floor) {
    this.availableBytes = availableBytes;
    this.floor = floor;
  }

  /**
   * Asks before so many bytes are made or stored.
   *
   * @throws StorageFullException if they have no room
   */
  public void require(long bytes) {
    if (availableBytes.getAsLong() - floor < bytes) {
      throw new StorageFullException();
    }
  }
}
