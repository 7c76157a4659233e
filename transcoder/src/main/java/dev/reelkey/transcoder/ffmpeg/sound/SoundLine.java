package dev.reelkey.transcoder.ffmpeg.sound;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays decoded sound on the picture's time: silence where there is none, nothing before the first
 * picture and nothing after the last.
 */
final class SoundLine {
  /** Takes full frames, a buffer per channel. */
  interface Target {
    void samples(List<FloatBuffer> channels) throws IOException;
  }

  // Less is jitter of rounded stamps, which every player hears as nothing.
  private static final double JITTER_SECONDS = 0.015;

  private final long length;
  private final long jitter;
  private final Target target;
  private final List<FloatBuffer> frame = new ArrayList<>();
  private long position;

  /**
   * Begins at the first picture.
   *
   * @param length samples per channel until the end, a multiple of the frame size
   */
  SoundLine(int channels, int frameSize, long length, int sampleRate, Target target) {
    this.length = length;
    this.jitter = Math.round(JITTER_SECONDS * sampleRate);
    this.target = target;
    for (int i = 0; i < channels; i++) {
      frame.add(FloatBuffer.allocate(frameSize));
    }
  }

  /** Adds decoded samples that begin at {@code start}, counted from the first picture. */
  void add(long start, List<FloatBuffer> channels) throws IOException {
    int count = channels.get(0).remaining();
    long from = Math.abs(start - position) <= jitter ? position : start;
    if (from > position) {
      silence(Math.min(from, length) - position);
    }
    // What lies before the line's position was there already, or before the picture.
    int skip = (int) Math.min(count, Math.max(0, position - from));
    append(channels, skip, (int) Math.min(count - skip, length - position));
  }

  boolean full() {
    return position >= length;
  }

  /** Fills the rest with silence. */
  void finish() throws IOException {
    silence(length - position);
  }

  private void append(List<FloatBuffer> channels, int skip, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int piece = Math.min(count - done, frame.get(0).remaining());
      for (int i = 0; i < frame.size(); i++) {
        FloatBuffer from = channels.get(i);
        frame.get(i).put(from.slice(from.position() + skip + done, piece));
      }
      advance(piece);
      done += piece;
    }
  }

  private void silence(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int piece = (int) Math.min(left, frame.get(0).remaining());
      for (FloatBuffer channel : frame) {
        channel.put(new float[piece]);
      }
      advance(piece);
      left -= piece;
    }
  }

  private void advance(int count) throws IOException {
    position += count;
    if (!frame.get(0).hasRemaining()) {
      frame.forEach(FloatBuffer::flip);
      target.samples(frame);
      frame.forEach(FloatBuffer::clear);
    }
  }
}
