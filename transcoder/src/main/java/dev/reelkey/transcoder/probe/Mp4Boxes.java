package dev.reelkey.transcoder.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Walks the box headers of an MP4 (ISO/IEC 14496-12, 4.2) for what FFmpeg does not tell: whether
 * the file is cut off, and how many edits its tracks have.
 */
public final class Mp4Boxes {
  /** The file's bytes. */
  public interface Bytes {
    /** As many bytes as there are, at most {@code length}. */
    byte[] at(long position, int length) throws IOException;
  }

  private static final int MOST_BOXES = 100_000;
  private static final Set<String> MUST_BE_WHOLE = Set.of("mdat", "moov", "moof");
  private static final Set<String> FIRST =
      Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "uuid");

  private final Bytes file;
  private final long size;
  private int boxes;
  private boolean truncated;
  private boolean hasMovie;
  private boolean looksLikeMp4;
  private int mostEdits;

  private Mp4Boxes(Bytes file, long size) {
    this.file = file;
    this.size = size;
  }

  /** Reads the headers of a file that may be anything. */
  public static Mp4Boxes walk(Bytes file, long size) throws IOException {
    Mp4Boxes boxes = new Mp4Boxes(file, size);
    boxes.walkTop();
    return boxes;
  }

  /** Whether the first box is one that an MP4 begins with. */
  public boolean looksLikeMp4() {
    return looksLikeMp4;
  }

  /** Whether a box goes beyond the end of the file, or the movie header never came. */
  public boolean truncated() {
    return truncated;
  }

  public boolean hasMovie() {
    return hasMovie;
  }

  /** The most edits of one track, empty ones not counted. */
  public int mostEdits() {
    return mostEdits;
  }

  private void walkTop() throws IOException {
    long at = 0;
    while (at + 8 <= size && boxes++ < MOST_BOXES) {
      Box box = box(at, size);
      if (at == 0) {
        looksLikeMp4 = FIRST.contains(box.type);
      }
      if (!looksLikeMp4 || box.length < 8) {
        return;
      }
      if (box.type.equals("moov")) {
        hasMovie = true;
        walkInside(at + box.header, Math.min(size, at + box.length), 0);
      }
      if (at + box.length > size) {
        truncated = truncated || MUST_BE_WHOLE.contains(box.type);
        return;
      }
      at += box.length;
    }
  }

  private void walkInside(long from, long to, int depth) throws IOException {
    long at = from;
    while (at + 8 <= to && boxes++ < MOST_BOXES) {
      Box box = box(at, to);
      if (box.length < 8) {
        return;
      }
      if (depth < 3 && (box.type.equals("trak") || box.type.equals("edts"))) {
        walkInside(at + box.header, Math.min(to, at + box.length), depth + 1);
      } else if (box.type.equals("elst")) {
        mostEdits = Math.max(mostEdits, edits(at + box.header));
      }
      at += box.length;
    }
  }

  private int edits(long at) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(file.at(at, 8));
    if (head.remaining() < 8) {
      return 0;
    }
    boolean wide = head.get(0) == 1;
    int entry = wide ? 20 : 12;
    int count = Math.min(Math.max(0, head.getInt(4)), 1_000);
    ByteBuffer entries = ByteBuffer.wrap(file.at(at + 8, count * entry));
    int edits = 0;
    for (int i = 0; (i + 1) * entry <= entries.capacity(); i++) {
      long mediaTime = wide ? entries.getLong(i * entry + 8) : entries.getInt(i * entry + 4);
      edits += mediaTime == -1 ? 0 : 1;
    }
    return edits;
  }

  private Box box(long at, long end) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(file.at(at, 16));
    if (head.remaining() < 8) {
      return new Box("", 0, 8);
    }
    byte[] type = new byte[4];
    head.get(4, type);
    String name = new String(type, StandardCharsets.ISO_8859_1);
    long length = head.getInt(0) & 0xFFFFFFFFL;
    if (length == 1 && head.remaining() >= 16) {
      long wide = head.getLong(8);
      return new Box(name, wide < 0 ? Long.MAX_VALUE / 2 : wide, 16);
    }
    // Zero means "to the end".
    return new Box(name, length == 0 ? end - at : length, 8);
  }

  private record Box(String type, long length, int header) {}
}
