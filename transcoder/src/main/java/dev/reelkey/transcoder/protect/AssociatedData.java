package dev.reelkey.transcoder.protect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Binds a sealed object to its place: each field with its length before it. */
final class AssociatedData {
  private AssociatedData() {}

  static byte[] of(String... fields) {
    int size = Arrays.stream(fields).mapToInt(field -> 4 + field.getBytes(UTF_8).length).sum();
    ByteBuffer data = ByteBuffer.allocate(size);
    for (String field : fields) {
      byte[] bytes = field.getBytes(UTF_8);
      data.putInt(bytes.length).put(bytes);
    }
    return data.array();
  }
}
