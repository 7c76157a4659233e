package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.media.SegmentSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** All encoded rungs of a chunk behind one filter graph. */
final class EncodedRungs implements AutoCloseable {
  private final PictureShape shape;
  private final List<ScaleGraph.Size> sizes = new ArrayList<>();
  private final List<RungEncoder> encoders = new ArrayList<>();
  private final int[] next;
  private Optional<ScaleGraph> graph = Optional.empty();

  EncodedRungs(
      ChunkPictures chunk,
      EncodingPlan plan,
      List<VideoRung> rungs,
      PictureShape shape,
      SegmentSink sink,
      BitSet repaired) {
    this.shape = shape;
    this.next = new int[rungs.size()];
    Arrays.fill(next, chunk.first());
    EncoderClock clock = new EncoderClock(plan.timeline(), chunk.clock());
    for (VideoRung rung : rungs) {
      sizes.add(new ScaleGraph.Size(rung.width(), rung.height()));
      encoders.add(
          new RungEncoder(
              chunk, clock, rung, shape.colour().encoded(), plan.preset(), sink, repaired));
    }
  }

  /** Takes the next picture of the chunk. */
  void picture(AVFrame frame) throws IOException {
    if (graph.isEmpty()) {
      graph = Optional.of(ScaleGraph.forVideo(frame, shape, sizes, this::encode));
    }
    graph.get().push(frame);
  }

  void finish() throws IOException {
    if (graph.isPresent()) {
      graph.get().finish();
    }
    for (RungEncoder encoder : encoders) {
      encoder.finish();
    }
  }

  private void encode(int size, AVFrame frame) throws IOException {
    // Counted, because filters may count time in other ticks than they were given.
    encoders.get(size).encode(frame, next[size]++);
  }

  @Override
  public void close() {
    graph.ifPresent(ScaleGraph::close);
    encoders.forEach(RungEncoder::close);
  }
}
