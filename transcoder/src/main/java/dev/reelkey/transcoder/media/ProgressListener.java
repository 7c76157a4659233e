package dev.reelkey.transcoder.media;

/** Hears how far a task is. */
public interface ProgressListener {
  /** Of {@code total} units (pictures for video, segments for the rest), so many are done. */
  void progress(long done, long total);
}
