package dev.reelkey.transcoder.media.child;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A sink that keeps everything. */
final class KeptSegments implements SegmentSink {
  record Kept(RenditionName rendition, int segment, byte[] bytes, SegmentFacts facts) {}

  private final List<Kept> kept = new ArrayList<>();

  @Override
  public SegmentWriter open(RenditionName rendition, int segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new SegmentWriter() {
      @Override
      public void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
      }

      @Override
      public void finish(SegmentFacts facts) {
        kept.add(new Kept(rendition, segment, bytes.toByteArray(), facts));
      }
    };
  }

  /** The segments of one rendition, in order. */
  List<Kept> of(String rendition) {
    return kept.stream()
        .filter(segment -> segment.rendition().value().equals(rendition))
        .sorted(Comparator.comparingInt(Kept::segment))
        .toList();
  }
}
