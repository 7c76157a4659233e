package dev.reelkey.transcoder.ffmpeg.sound;

import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SegmentSink.SegmentWriter;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.ts.Adts;
import dev.reelkey.transcoder.ts.TsMuxer;
import dev.reelkey.transcoder.ts.TsStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Cuts a gapless run of AAC frames at the picture's cuts, each at the frame border next to it.
 * Stamps are counted in samples over the whole film, so that no rounding adds up.
 */
final class SoundSegments {
  private static final int FRAMES_PER_PES = 4;
  private static final long MPEG_RATE = 90_000;
  private static final String CODECS = "mp4a.40.2";

  private final Timeline timeline;
  private final AudioRung rung;
  private final SegmentSink sink;
  private final ProgressListener progress;
  private final Adts adts;
  private final long firstSample;
  private final ByteArrayOutputStream group = new ByteArrayOutputStream();
  private Optional<TsMuxer> muxer = Optional.empty();
  private Optional<SegmentWriter> writer = Optional.empty();
  private int segment = -1;
  private long segmentStart;
  private long frames;
  private int grouped;

  /**
   * Begins the rendition.
   *
   * @param firstSample when the first frame begins, in samples after the first picture
   */
  SoundSegments(
      Timeline timeline,
      AudioRung rung,
      long firstSample,
      SegmentSink sink,
      ProgressListener progress) {
    this.timeline = timeline;
    this.rung = rung;
    this.firstSample = firstSample;
    this.sink = sink;
    this.progress = progress;
    this.adts = new Adts(rung.sampleRate(), rung.channels());
  }

  /** How many frames cover the picture to its end. */
  long framesToTheEnd() {
    long samples = samplesAt(timeline.end()) - firstSample;
    return Math.max(1, (samples + Adts.SAMPLES_PER_FRAME - 1) / Adts.SAMPLES_PER_FRAME);
  }

  /** Adds the next frame. */
  void add(byte[] aac) throws IOException {
    while (segment + 1 < timeline.segments().size() && frames >= firstFrameOf(segment + 1)) {
      finishSegment();
      openSegment();
    }
    group.writeBytes(adts.wrap(aac));
    frames++;
    grouped++;
    // FFmpeg's parser learns the rate from a stream's first frame, and would stamp the next frame
    // of the same PES packet as early as that.
    boolean first = frames == segmentStart + 1;
    if (first || grouped == FRAMES_PER_PES) {
      flushGroup();
    }
  }

  void end() throws IOException {
    finishSegment();
  }

  long frames() {
    return frames;
  }

  private void openSegment() throws IOException {
    segment++;
    segmentStart = frames;
    SegmentWriter opened = sink.open(rung.name(), segment);
    writer = Optional.of(opened);
    muxer = Optional.of(new TsMuxer(TsStream.AAC_ADTS, segment, opened::write));
  }

  private void finishSegment() throws IOException {
    if (muxer.isEmpty()) {
      return;
    }
    flushGroup();
    long bytes = muxer.get().end();
    long start = stamp(segmentStart);
    SegmentFacts facts =
        new SegmentFacts(
            start,
            stamp(frames) - start,
            (int) (frames - segmentStart),
            bytes,
            CODECS,
            rung.sampleRate() + "/" + rung.channels(),
            0);
    writer.orElseThrow().finish(facts);
    muxer = Optional.empty();
    progress.progress(segment + 1, timeline.segments().size());
  }

  private void flushGroup() throws IOException {
    if (grouped > 0) {
      long stamp = stamp(frames - grouped);
      muxer.orElseThrow().write(group.toByteArray(), stamp, stamp, true);
      group.reset();
      grouped = 0;
    }
  }

  /** The frame whose start is next to the cut; the first segment takes all before. */
  private long firstFrameOf(int next) {
    if (next == 0) {
      return 0;
    }
    long samples = samplesAt(timeline.segments().get(next).start()) - firstSample;
    long half = Adts.SAMPLES_PER_FRAME / 2;
    return Math.max(next, Math.floorDiv(samples + half, (long) Adts.SAMPLES_PER_FRAME));
  }

  private long samplesAt(long pts) {
    return timeline.timeBase().rescale(pts - timeline.origin(), rung.sampleRate());
  }

  private long stamp(long frame) {
    long samples = firstSample + frame * Adts.SAMPLES_PER_FRAME;
    return Timeline.OFFSET_MPEG_TICKS
        + Math.floorDiv(samples * MPEG_RATE + rung.sampleRate() / 2, (long) rung.sampleRate());
  }
}
