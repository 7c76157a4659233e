package dev.reelkey.tests.hls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Faults in a rendition as a whole. */
final class Renditions {
  private Renditions() {}

  static StoredRendition last(StoredRendition rendition, int dropped) {
    List<ByteBuffer> kept = rendition.segments().subList(0, rendition.segments().size() - dropped);
    return new StoredRendition(rendition.uri(), rendition.playlist(), kept, rendition.keys());
  }

  /** The segments with those numbers, each with its own key line. */
  static StoredRendition pick(StoredRendition rendition, int... numbers) {
    String[] parts = rendition.playlist().split("(?=#EXT-X-KEY)|(?=#EXT-X-ENDLIST)");
    StringBuilder text = new StringBuilder(parts[0]);
    List<ByteBuffer> segments = new ArrayList<>();
    for (int number : numbers) {
      text.append(parts[1 + number]);
      segments.add(rendition.segments().get(number));
    }
    text.append("#EXT-X-ENDLIST\n");
    return new StoredRendition(rendition.uri(), text.toString(), segments, rendition.keys());
  }

  static StoredRendition named(StoredRendition rendition, String uri) {
    return new StoredRendition(uri, rendition.playlist(), rendition.segments(), rendition.keys());
  }

  static StoredRendition withoutIv(StoredRendition rendition) {
    String text = rendition.playlist().replaceAll(",IV=0x[0-9A-F]+", "");
    return new StoredRendition(rendition.uri(), text, rendition.segments(), rendition.keys());
  }

  static StoredRendition oneIv(StoredRendition rendition) {
    String text = rendition.playlist().replaceAll("IV=0x[0-9A-F]+", "IV=0x" + "0".repeat(32));
    return new StoredRendition(rendition.uri(), text, rendition.segments(), rendition.keys());
  }

  static StoredRendition withKeysOf(StoredRendition rendition, StoredRendition other) {
    Map<String, ByteBuffer> keys = new HashMap<>();
    rendition.keys().forEach((uri, key) -> keys.put(uri, other.keys().get(uri.replace('l', 'h'))));
    return new StoredRendition(rendition.uri(), rendition.playlist(), rendition.segments(), keys);
  }
}
