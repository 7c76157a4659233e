package dev.reelkey.transcoder.media;

import dev.reelkey.core.id.RenditionName;
import java.io.IOException;

/**
 * Takes the clear segments that the media process makes; called from one thread. Segments of
 * several renditions are open at once. After a failure no further call comes: the caller of {@link
 * MediaProcess#run} drops what is unfinished.
 */
public interface SegmentSink {
  /** A segment begins; the poster is segment 0 of {@code poster}. */
  SegmentWriter open(RenditionName rendition, int segment) throws IOException;

  /** One open segment. */
  interface SegmentWriter {
    /** The bytes are the writer's only until it returns. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** The segment is whole. */
    void finish(SegmentFacts facts) throws IOException;
  }
}
