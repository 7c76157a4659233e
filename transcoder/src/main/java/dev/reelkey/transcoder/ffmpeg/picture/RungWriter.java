package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SegmentSink.SegmentWriter;
import dev.reelkey.transcoder.timeline.TimelineSegment;
import dev.reelkey.transcoder.ts.AvcAccessUnit;
import dev.reelkey.transcoder.ts.AvcParameters;
import dev.reelkey.transcoder.ts.NalUnit;
import dev.reelkey.transcoder.ts.TsMuxer;
import dev.reelkey.transcoder.ts.TsStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes one rung's pictures, in decoding order, into segments. DTS comes from the film's own
 * picture times: an encoder that sees a chunk only would step back at its borders.
 */
final class RungWriter {
  private final ChunkPictures chunk;
  private final VideoRung rung;
  private final AvcParameters parameters;
  private final SegmentSink sink;
  private final BitSet repaired;
  private Optional<TsMuxer> muxer = Optional.empty();
  private Optional<SegmentWriter> writer = Optional.empty();
  private int segment;
  private int frames;
  private int decoded;

  RungWriter(
      ChunkPictures chunk,
      VideoRung rung,
      AvcParameters parameters,
      SegmentSink sink,
      BitSet repaired) {
    this.chunk = chunk;
    this.rung = rung;
    this.parameters = parameters;
    this.sink = sink;
    this.repaired = repaired;
    this.decoded = chunk.first();
  }

  /** Adds the next coded picture, which is shown as picture {@code shown} of the film. */
  void write(byte[] sample, List<NalUnit> units, int shown) throws IOException {
    boolean idr = AvcAccessUnit.isIdr(units);
    if (chunk.startsSegment(shown)) {
      if (!idr || decoded != shown) {
        throw broken("a cut that is no IDR");
      }
      finishSegment();
      openSegment(shown);
    }
    long pts = chunk.timeline().mpegTime(chunk.clock().time(shown));
    long dts = chunk.timeline().mpegTime(chunk.clock().decodingTime(decoded, rung.reorderDelay()));
    if (dts > pts) {
      throw broken("a picture decoded after it is shown");
    }
    byte[] unit = AvcAccessUnit.of(sample, units, parameters);
    muxer.orElseThrow(() -> broken("a picture before the first cut")).write(unit, pts, dts, idr);
    frames++;
    decoded++;
  }

  /** Ends the last segment; every picture of the chunk must have come. */
  void end() throws IOException {
    if (decoded != chunk.end()) {
      throw broken("pictures are missing at the end of a chunk");
    }
    finishSegment();
  }

  private void openSegment(int shown) throws IOException {
    segment = chunk.segmentStartingAt(shown);
    SegmentWriter opened = sink.open(rung.name(), segment);
    writer = Optional.of(opened);
    muxer = Optional.of(new TsMuxer(TsStream.AVC, segment, opened::write));
    frames = 0;
  }

  private void finishSegment() throws IOException {
    if (muxer.isEmpty()) {
      return;
    }
    TimelineSegment cut = chunk.timeline().segments().get(segment);
    long start = chunk.timeline().mpegTime(cut.start());
    long bytes = muxer.get().end();
    SegmentFacts facts =
        new SegmentFacts(
            start,
            chunk.timeline().mpegTime(cut.end()) - start,
            frames,
            bytes,
            parameters.codecs(),
            parameters.digest(),
            repaired.get(decoded - frames, decoded).cardinality());
    writer.orElseThrow().finish(facts);
    muxer = Optional.empty();
  }

  private static MediaFailureException broken(String what) {
    return new MediaFailureException(MediaFailure.DAMAGED, what);
  }
}
