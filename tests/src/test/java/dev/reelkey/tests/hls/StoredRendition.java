package dev.reelkey.tests.hls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A media playlist and its segments as they are stored.
 *
 * @param uri the playlist's URI as the multivariant playlist writes it
 * @param segments the stored bytes in the order of the playlist
 * @param keys the key files by the URIs that the playlist writes
 */
public record StoredRendition(
    String uri, String playlist, List<ByteBuffer> segments, Map<String, ByteBuffer> keys) {
  public StoredRendition {
    segments = List.copyOf(segments);
    keys = Map.copyOf(keys);
  }
}
