package dev.reelkey.tests.secrecy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds any 32-byte slice of some clear contents inside other files. Each such slice holds a whole
 * 16-byte block that is aligned in the clear content; those blocks are indexed by their first half.
 */
final class SliceSearch {
  private static final int SLICE = 32;
  private static final int BLOCK = 16;
  private static final int MIN_DISTINCT_BYTES = 8;

  private final List<byte[]> contents = new ArrayList<>();
  private long[] keys = new long[1 << 12];
  private long[] places = new long[1 << 12];
  private int used;

  /** Adds a clear content; blocks of few distinct bytes say nothing and are left out. */
  void add(byte[] clear) {
    long content = contents.size();
    contents.add(clear);
    ByteBuffer buffer = ByteBuffer.wrap(clear);
    for (int at = 0; at + BLOCK <= clear.length; at += BLOCK) {
      if (saysSomething(clear, at)) {
        put(buffer.getLong(at), content << 32 | at);
      }
    }
  }

  int blocks() {
    return used;
  }

  /** Where a slice stands in the file, or empty. */
  Optional<String> firstIn(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MappedByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      for (int at = 0; at + BLOCK <= bytes.limit(); at++) {
        long place = find(bytes.getLong(at));
        if (place >= 0 && matchLength(bytes, at, place) >= SLICE) {
          return Optional.of(file + " at " + at);
        }
      }
      return Optional.empty();
    }
  }

  private int matchLength(ByteBuffer bytes, int at, long place) {
    byte[] clear = contents.get((int) (place >>> 32));
    int origin = (int) place;
    int from = 0;
    while (at - from > 0
        && origin - from > 0
        && bytes.get(at - from - 1) == clear[origin - from - 1]) {
      from++;
    }
    int to = 0;
    while (at + to < bytes.limit()
        && origin + to < clear.length
        && bytes.get(at + to) == clear[origin + to]) {
      to++;
    }
    return from + to;
  }

  private static boolean saysSomething(byte[] clear, int at) {
    return Arrays.hashCode(Arrays.copyOfRange(clear, at, at + BLOCK)) != 0
        && new String(clear, at, BLOCK, java.nio.charset.StandardCharsets.ISO_8859_1)
                .chars()
                .distinct()
                .count()
            >= MIN_DISTINCT_BYTES;
  }

  private void put(long key, long place) {
    if (used * 2 > keys.length) {
      grow();
    }
    int slot = slot(key, keys.length);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return;
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    places[slot] = place;
    used++;
  }

  private long find(long key) {
    int slot = slot(key, keys.length);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return places[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return -1;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldPlaces = places;
    keys = new long[oldKeys.length * 2];
    places = new long[oldKeys.length * 2];
    used = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldPlaces[i]);
      }
    }
  }

  private static int slot(long key, int size) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (size - 1);
  }
}
