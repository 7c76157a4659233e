package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import java.io.IOException;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Makes the decoder's pictures those of the plan: exactly one per planned time. Where the decoder
 * has none, the one before stands again.
 */
final class PictureFeed implements AutoCloseable {
  /** Takes the pictures of the chunk in order. */
  interface Target {
    void picture(AVFrame frame, int picture) throws IOException;
  }

  private static final double MOST_REPAIRED = 0.05;
  private static final int ALWAYS_FORGIVEN = 2;

  private final ChunkPictures chunk;
  private final Target target;
  private final BitSet repaired;
  private final AVFrame latest = avutil.av_frame_alloc();
  private boolean hasLatest;
  private int next;

  PictureFeed(ChunkPictures chunk, BitSet repaired, Target target) {
    this.chunk = chunk;
    this.repaired = repaired;
    this.target = target;
    this.next = chunk.first();
  }

  /** One decoded picture; those of other chunks only serve as stand-ins. */
  void decoded(AVFrame frame) throws IOException {
    long time = frame.pts() == avutil.AV_NOPTS_VALUE ? frame.best_effort_timestamp() : frame.pts();
    int picture = chunk.clock().pictureAt(time);
    boolean planned = picture >= 0 && chunk.clock().time(picture) == time;
    if (picture >= next && !done()) {
      boolean waiting = !hasLatest;
      if (waiting) {
        keep(frame);
      }
      repeatUpTo(Math.min(picture, chunk.end()));
      if (planned && picture < chunk.end()) {
        keep(frame);
        emit();
      }
    } else {
      keep(frame);
    }
  }

  boolean done() {
    return next >= chunk.end();
  }

  /** The decoder has no more: the rest is repeated. */
  void finish() throws IOException {
    if (!hasLatest) {
      throw new MediaFailureException(MediaFailure.DAMAGED, "not one picture could be decoded");
    }
    repeatUpTo(chunk.end());
  }

  private void repeatUpTo(int picture) throws IOException {
    while (next < picture) {
      repaired.set(next, !chunk.isStandIn(next));
      if (repaired.cardinality() > ALWAYS_FORGIVEN + MOST_REPAIRED * chunk.count()) {
        throw new MediaFailureException(MediaFailure.DAMAGED, "too many pictures are damaged");
      }
      emit();
    }
  }

  private void emit() throws IOException {
    AVFrame copy = avutil.av_frame_clone(latest);
    try {
      copy.pts(next);
      copy.pict_type(avutil.AV_PICTURE_TYPE_NONE);
      target.picture(copy, next);
    } finally {
      avutil.av_frame_free(copy);
    }
    next++;
  }

  private void keep(AVFrame frame) {
    avutil.av_frame_unref(latest);
    avutil.av_frame_ref(latest, frame);
    hasLatest = true;
  }

  @Override
  public void close() {
    avutil.av_frame_free(latest);
  }
}
