package dev.reelkey.sample.ffmpeg;

/** A track that follows the pictures. */
interface SideTrack extends AutoCloseable {
  /** Writes all that starts before the given time. */
  void writeUntil(double seconds);

  /** Writes what the encoder still holds. */
  void finish();

  @Override
  void close();
}
