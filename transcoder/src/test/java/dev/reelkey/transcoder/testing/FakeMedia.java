package dev.reelkey.transcoder.testing;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.CopyVerdict;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.encode.ScannedSource;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.probe.AudioTrack;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import dev.reelkey.transcoder.probe.SampleAspect;
import dev.reelkey.transcoder.probe.SourceProbe;
import dev.reelkey.transcoder.probe.VideoTrack;
import dev.reelkey.transcoder.timeline.FrameRun;
import dev.reelkey.transcoder.timeline.PictureTimes;
import dev.reelkey.transcoder.timeline.SeekPoint;
import dev.reelkey.transcoder.timeline.TimeBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A media process without media: reads the whole source, and makes small transport streams whose
 * packets are in order. A source that begins with "refuse" is no video.
 */
public final class FakeMedia implements MediaProcess {
  private static final int RATE = 25;

  private final int seconds;
  private final AtomicInteger runs = new AtomicInteger();
  private volatile UnaryOperator<SegmentFacts> facts = UnaryOperator.identity();
  private volatile Runnable beforeRun = () -> {};

  public FakeMedia(int seconds) {
    this.seconds = seconds;
  }

  /** Spoils what is told of each segment. */
  public void spoil(UnaryOperator<SegmentFacts> facts) {
    this.facts = facts;
  }

  /** Done at the start of each task. */
  public void beforeRun(Runnable action) {
    this.beforeRun = action;
  }

  public int runs() {
    return runs.get();
  }

  @Override
  public ScanResult scan(ByteSource source, SourceLimits limits) {
    if (readAll(source).startsWith("refuse")) {
      return new ScanResult.Refused(ProbeRefusal.NOT_A_VIDEO);
    }
    VideoTrack video =
        new VideoTrack(0, "h264", 100, 640, 360, 0, false, SampleAspect.SQUARE, "yuv420p", 500_000);
    AudioTrack audio = new AudioTrack(1, "en", "aac", 1, 48_000, 2, 128_000);
    PictureTimes pictures =
        new PictureTimes(
            new TimeBase(1, RATE),
            0,
            List.of(new FrameRun(1, seconds * RATE)),
            List.of(0),
            List.of(new SeekPoint(0, 0)));
    return new ScanResult.Accepted(
        new ScannedSource(
            new SourceProbe(
                "mp4", source.size(), seconds * 1000L, video, List.of(audio), List.of()),
            pictures,
            new CopyVerdict("not copied", 0),
            List.of(1)));
  }

  @Override
  public void run(
      MediaTask task,
      EncodingPlan plan,
      ByteSource source,
      SegmentSink sink,
      ProgressListener progress) {
    runs.incrementAndGet();
    beforeRun.run();
    readAll(source);
    List<EncodingPlan.PlannedSegment> segments = plan.segmentsOf(task);
    int done = 0;
    for (EncodingPlan.PlannedSegment segment : segments) {
      try {
        make(segment, plan, sink);
      } catch (IOException e) {
        throw new MediaFailureException(MediaFailure.SINK_FAILED, "sink", e);
      }
      done++;
      progress.progress(done, segments.size());
    }
  }

  private void make(EncodingPlan.PlannedSegment segment, EncodingPlan plan, SegmentSink sink)
      throws IOException {
    RenditionName rendition = segment.rendition();
    SegmentSink.SegmentWriter writer = sink.open(rendition, segment.segment());
    boolean picture = rendition.equals(Stills.POSTER) || rendition.equals(Stills.STORYBOARD);
    byte[] bytes = picture ? new byte[3000] : FakeTransportStream.of(segment.segment(), 32);
    // Odd pieces, so that no packet border is where a piece ends.
    for (int at = 0; at < bytes.length; at += 1000) {
      writer.write(bytes, at, Math.min(1000, bytes.length - at));
    }
    long start =
        picture
            ? 0
            : plan.timeline().mpegTime(plan.timeline().segments().get(segment.segment()).start());
    long end =
        picture
            ? 0
            : plan.timeline().mpegTime(plan.timeline().segments().get(segment.segment()).end());
    writer.finish(
        facts.apply(
            new SegmentFacts(
                start,
                end - start,
                150,
                bytes.length,
                rendition.value().startsWith("audio") ? "mp4a.40.2" : "avc1.64001e",
                "same",
                0)));
  }

  private static String readAll(ByteSource source) {
    byte[] buffer = new byte[100_000];
    StringBuilder start = new StringBuilder();
    try {
      long at = 0;
      int count = source.read(at, buffer, 0, buffer.length);
      while (count > 0) {
        for (int i = 0; i < count && start.length() < 6; i++) {
          start.append((char) buffer[i]);
        }
        at += count;
        count = source.read(at, buffer, 0, buffer.length);
      }
      if (at != source.size()) {
        throw new MediaFailureException(MediaFailure.SOURCE_UNREADABLE, "short");
      }
      return start.toString();
    } catch (IOException e) {
      throw new MediaFailureException(MediaFailure.SOURCE_UNREADABLE, "source", e);
    }
  }
}
