package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.ffmpeg.StreamDecoder;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.probe.VideoTrack;
import dev.reelkey.transcoder.timeline.SeekPoint;
import dev.reelkey.transcoder.ts.AvcParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Makes all picture rungs of one chunk: reads and decodes once, copies the top if planned so. */
public final class PictureTask {
  private final SourceInput input;
  private final EncodingPlan plan;
  private final VideoTrack track;
  private final ChunkPictures chunk;
  private final SeekPoint seek;
  private final SegmentSink sink;
  private final ProgressListener progress;
  private final int maxPixels;

  public PictureTask(
      SourceInput input,
      EncodingPlan plan,
      Chunk chunk,
      int maxPixels,
      SegmentSink sink,
      ProgressListener progress) {
    this.input = input;
    this.plan = plan;
    this.track = plan.probe().video();
    this.chunk = new ChunkPictures(plan.timeline(), chunk);
    this.seek = plan.timeline().segments().get(chunk.firstSegment()).seek();
    this.sink = sink;
    this.progress = progress;
    this.maxPixels = maxPixels;
  }

  public void run() throws IOException {
    input.keepOnly(track.stream());
    BitSet repaired = new BitSet();
    Optional<CopiedRung> copied = copiedRung();
    List<VideoRung> encoded = new ArrayList<>(plan.video());
    encoded.removeIf(rung -> rung.source() == RungSource.PASSTHROUGH);
    if (encoded.isEmpty()) {
      copyOnly(copied.orElseThrow());
      return;
    }
    PictureShape shape = PictureShape.of(input.stream(track.stream()).codecpar(), track);
    try (EncodedRungs rungs = new EncodedRungs(chunk, plan, encoded, shape, sink, repaired);
        PictureFeed feed =
            new PictureFeed(
                chunk,
                repaired,
                (frame, picture) -> {
                  rungs.picture(frame);
                  report(picture);
                });
        StreamDecoder decoder =
            new StreamDecoder(
                input.stream(track.stream()), track.codec(), maxPixels, feed::decoded)) {
      readAll(copied, Optional.of(decoder), feed::done);
      decoder.finish();
      feed.finish();
      rungs.finish();
    }
    if (copied.isPresent()) {
      copied.get().end();
    }
  }

  private void copyOnly(CopiedRung copied) throws IOException {
    readAll(Optional.of(copied), Optional.empty(), () -> true);
    copied.end();
    report(chunk.end() - 1);
  }

  private void readAll(
      Optional<CopiedRung> copied, Optional<StreamDecoder> decoder, BooleanSupplier decoded)
      throws IOException {
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      boolean more = seekTo(packet);
      while (more) {
        if (copied.isPresent()) {
          copied.get().accept(packet);
        }
        if (decoder.isPresent() && !decoded.getAsBoolean()) {
          decoder.get().decode(packet);
        }
        avcodec.av_packet_unref(packet);
        boolean finished = decoded.getAsBoolean() && copied.map(CopiedRung::over).orElse(true);
        more = !finished && input.next(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  /** Stands on the planned packet or before it; false when there is none. */
  private boolean seekTo(AVPacket packet) {
    if (chunk.first() == 0) {
      return input.next(packet);
    }
    for (long target : new long[] {seek.dts(), seek.dts() - 1, Long.MIN_VALUE + 1}) {
      if (input.seek(track.stream(), target) && input.next(packet)) {
        if (Packets.time(packet) <= seek.pts()) {
          return true;
        }
        avcodec.av_packet_unref(packet);
      }
    }
    return input.next(packet);
  }

  private Optional<CopiedRung> copiedRung() {
    for (VideoRung rung : plan.video()) {
      if (rung.source() == RungSource.PASSTHROUGH) {
        AvcParameters parameters =
            AvcParameters.ofConfiguration(
                Packets.extradata(input.stream(track.stream()).codecpar()));
        RungWriter writer = new RungWriter(chunk, rung, parameters, sink, new BitSet());
        return Optional.of(new CopiedRung(chunk, parameters, writer));
      }
    }
    return Optional.empty();
  }

  private void report(int picture) {
    int done = picture + 1 - chunk.first();
    if (done % 24 == 0 || done == chunk.count()) {
      progress.progress(done, chunk.count());
    }
  }
}
