package dev.reelkey.tests.journeys;

import dev.reelkey.tests.hls.Findings;
import dev.reelkey.tests.hls.MediaPlaylist;
import dev.reelkey.tests.hls.MediaSegment;
import dev.reelkey.tests.hls.StoredPresentation;
import dev.reelkey.tests.hls.StoredRendition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A key and an IV with which one segment was encrypted. */
record UsedKey(ByteBuffer key, String iv) {
  /** One entry for each encrypted segment of a presentation. */
  static List<UsedKey> of(StoredPresentation stored) {
    List<UsedKey> used = new ArrayList<>();
    for (StoredRendition each : stored.renditions()) {
      for (MediaSegment segment :
          MediaPlaylist.parse(each.uri(), each.playlist(), new Findings()).segments()) {
        if (segment.key().encrypts()) {
          ByteBuffer key = Objects.requireNonNull(each.keys().get(segment.key().uri()));
          used.add(new UsedKey(key, segment.key().iv()));
        }
      }
    }
    return used;
  }

  @Override
  public String toString() {
    return "IV " + iv;
  }
}
