package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.ladder.RungSetting;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.timeline.PictureClock;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.ts.NalUnit;
import dev.reelkey.transcoder.ts.TsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A clip after all tasks of its plan, and what must be true of every one. */
record Packaged(EncodingPlan plan, KeptSegments segments) {
  /** Two small rungs and short chunks: every clip crosses a chunk border. */
  private static final Profile SMALL =
      new Profile(
          "small",
          "ultrafast",
          List.of(new RungSetting(480, 28, 900_000), new RungSetting(120, 28, 200_000)),
          6,
          6,
          96_000);

  static Packaged of(MediaProcess process, Path clip) {
    FileSource source = new FileSource(clip);
    ScanResult scan = process.scan(source, SourceLimits.standard());
    assertThat(scan).as(clip.toString()).isInstanceOf(ScanResult.Accepted.class);
    EncodingPlan plan = EncodingPlan.of(((ScanResult.Accepted) scan).source(), SMALL);
    KeptSegments segments = new KeptSegments();
    for (MediaTask task : plan.tasks()) {
      process.run(task, plan, source, segments, (done, total) -> {});
    }
    return new Packaged(plan, segments);
  }

  /** Pictures exactly as planned, sound within one AAC frame, in streams that run on. */
  Packaged requireSound() {
    plan.video().forEach(rung -> requirePictures(rung.name()));
    plan.audio().forEach(rung -> requireAudio(rung.name(), 1_024 * 90_000L / rung.sampleRate()));
    assertThat(segments.of("poster")).hasSize(1);
    assertThat(segments.of("poster").get(0).bytes()).startsWith(0xFF, 0xD8);
    return this;
  }

  List<TsReader.Unit> units(RenditionName rendition) {
    TsReader reader = new TsReader();
    segments.of(rendition.value()).forEach(segment -> reader.read(segment.bytes()));
    return reader.units();
  }

  private void requirePictures(RenditionName rendition) {
    Timeline timeline = plan.timeline();
    PictureClock clock = PictureClock.of(timeline);
    List<TsReader.Unit> units = units(rendition);
    long[] planned =
        IntStream.range(0, clock.pictures())
            .mapToLong(i -> timeline.mpegTime(clock.time(i)))
            .toArray();
    assertThat(units.stream().mapToLong(TsReader.Unit::pts).sorted().toArray()).isEqualTo(planned);
    for (int i = 1; i < units.size(); i++) {
      assertThat(units.get(i).dts()).isGreaterThan(units.get(i - 1).dts());
      assertThat(units.get(i).pts()).isGreaterThanOrEqualTo(units.get(i).dts());
    }
    for (KeptSegments.Kept segment : segments.of(rendition.value())) {
      byte[] first = new TsReader().read(segment.bytes()).units().get(0).payload();
      assertThat(NalUnit.ofAnnexB(first).stream().map(NalUnit::type))
          .startsWith(NalUnit.DELIMITER, NalUnit.SPS, NalUnit.PPS)
          .contains(NalUnit.IDR);
    }
    assertThat(segments.of(rendition.value()).stream().map(s -> s.facts().parameters()).distinct())
        .as("parameter sets of all chunks")
        .hasSize(1);
  }

  private void requireAudio(RenditionName rendition, long frame) {
    List<TsReader.Unit> units = units(rendition);
    long end = plan.timeline().mpegTime(plan.timeline().end());
    var facts = segments.of(rendition.value()).stream().map(KeptSegments.Kept::facts).toList();
    assertThat(units.get(0).pts()).isBetween(900_000 - frame, 900_000 + frame);
    var last = facts.get(facts.size() - 1);
    assertThat(last.firstPts() + last.duration()).isBetween(end - frame, end + frame);
    assertThat(facts).hasSameSizeAs(plan.timeline().segments());
  }
}
