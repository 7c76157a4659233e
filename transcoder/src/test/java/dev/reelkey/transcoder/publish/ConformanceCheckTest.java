package dev.reelkey.transcoder.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.job.TaskReport;
import dev.reelkey.transcoder.job.WorkPlan;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.protect.Iv;
import dev.reelkey.transcoder.protect.StoredSegment;
import dev.reelkey.transcoder.protect.TsShape;
import dev.reelkey.transcoder.testing.FakeMedia;
import dev.reelkey.transcoder.timeline.Timeline;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConformanceCheckTest {
  private static final int SPOILT = 2;
  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final EncodingPlan plan = plan();
  private final WorkPlan work = new WorkPlan(plan, 2, "digest");
  private final RenditionName video = plan.video().get(0).name();
  private final RenditionName audio = plan.audio().get(0).name();
  private final List<StoredSegment> stored = good();

  /** One way to break a result, and the rule that must notice it. */
  enum Fault {
    D4_LENGTH("D4", f -> facts(f, f.facts().firstPts(), f.facts().duration() - 3_600, "same")),
    D9_TIME("D9", f -> facts(f, f.facts().firstPts() + 90, f.facts().duration(), "same")),
    D10_TIME("D10", f -> facts(f, f.facts().firstPts() + 90, f.facts().duration(), "same")),
    C10_PARAMETERS("C10", f -> facts(f, f.facts().firstPts(), f.facts().duration(), "others")),
    K5_SIZE("K5", f -> with(f, f.bytes() - 16, f.key(), f.iv(), f.shape())),
    K3_CLEAR("K3", f -> with(f, f.bytes(), null, null, f.shape())),
    K7_KEY("K7", f -> with(f, f.bytes(), new KeyId("z".repeat(26)), f.iv(), f.shape())),
    C1_TABLES("C1", f -> shape(f, new TsShape(40, 0, false, true, 0, counters(0, 15)))),
    C1_STRAY("C1", f -> shape(f, new TsShape(40, 7, true, true, 0, counters(0, 15)))),
    C1_NOTHING("C1", f -> with(f, f.bytes(), f.key(), f.iv(), null)),
    C6_NO_IDR("C6", f -> shape(f, new TsShape(40, 0, true, false, 0, counters(0, 15)))),
    D10_JUMP("D10", f -> shape(f, new TsShape(40, 0, true, true, 1, counters(0, 15)))),
    D10_BORDER("D10", f -> shape(f, new TsShape(40, 0, true, true, 0, counters(3, 15))));

    private final String rule;
    private final UnaryOperator<StoredSegment> spoil;

    Fault(String rule, UnaryOperator<StoredSegment> spoil) {
      this.rule = rule;
      this.spoil = spoil;
    }
  }

  @Test
  void aGoodResultBreaksNoRule() {
    assertThat(rules()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultIsFoundByItsRule(Fault fault) {
    replace(video, SPOILT, fault.spoil);

    assertThat(rules()).contains(fault.rule);
  }

  @Test
  @DisplayName("D6: a segment is missing")
  void aMissingSegmentIsFound() {
    stored.removeIf(each -> each.rendition().equals(audio) && each.segment() == SPOILT);

    assertThat(rules()).containsExactly("D6");
  }

  @Test
  @DisplayName("K9: a key and IV are used twice, in two renditions")
  void aRepeatedPairIsFound() {
    StoredSegment first = of(video, 0);
    replace(audio, 0, f -> with(f, f.bytes(), first.key(), first.iv(), f.shape()));
    replace(audio, 1, f -> with(f, f.bytes(), first.key(), f.iv(), f.shape()));

    assertThat(rules()).containsExactly("K9");
  }

  @ParameterizedTest
  @CsvSource({"2000, false", "-2000, false", "2200, true", "-2200, true"})
  @DisplayName("D4: sound may begin and end one AAC frame beside the cut")
  void soundHasAFrameOfFreedom(long shift, boolean broken) {
    for (StoredSegment each : List.copyOf(stored)) {
      if (each.rendition().equals(audio)) {
        replace(
            audio,
            each.segment(),
            f -> facts(f, f.facts().firstPts() + shift, f.facts().duration(), "same"));
      }
    }

    assertThat(!rules().isEmpty()).isEqualTo(broken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#EXTM3U | S1",
        "#EXT-X-VERSION:3 | S4",
        "#EXT-X-TARGETDURATION:6 | D1",
        "#EXT-X-PLAYLIST-TYPE:VOD | D6",
        "#EXT-X-ENDLIST | D6",
        "#EXTINF:5.000000, | D4",
      })
  void everyLineOfAPlaylistIsNeeded(String line, String rule) {
    assertThat(found(PLAYLIST.replace(line + "\n", ""))).contains(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#EXT-X-ENDLIST | #EXT-X-SESSION-KEY:METHOD=AES-128 | K15",
        "#EXT-X-ENDLIST | #EXT-X-STREAM-INF:BANDWIDTH=1 | S5",
        "IV=0xA | IV=0xa | K7",
        "EXTINF:5.0 | EXTINF:6.1 | D2",
        "EXTINF:5.000000 | EXTINF:5 | D4",
        "VERSION:3 | VERSION:9 | S4",
        "000000-aaaaaaaa.ts | ../../secret.ts | S2",
        "#EXT-X-KEY | #EXT-X-NONE | K13",
      })
  void everyOddLineOfAPlaylistIsFound(String good, String odd, String rule) {
    assertThat(found(PLAYLIST.replace(good, odd))).contains(rule);
  }

  @Test
  void aGoodPlaylistBreaksNoRule() {
    assertThat(found(PLAYLIST)).isEmpty();
  }

  private static final String PLAYLIST =
      """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:6
      #EXT-X-PLAYLIST-TYPE:VOD
      #EXT-X-KEY:METHOD=AES-128,URI="keys/aaaaaaaaaaaaaaaaaaaaaaaaaa",IV=0xA0000000000000000000000000000000
      #EXTINF:5.000000,
      000000-aaaaaaaa.ts
      #EXT-X-ENDLIST
      """;

  private static List<String> found(String playlist) {
    return PlaylistRules.findings("p", playlist).stream().map(Finding::rule).toList();
  }

  private List<String> rules() {
    FinishedWork finished =
        FinishedWork.of(
            ids.video(),
            ids.generation(),
            work,
            List.of(new TaskReport("all", ids.nonce(), stored)));
    return new ConformanceCheck(finished)
        .findings().stream().map(Finding::rule).distinct().toList();
  }

  private StoredSegment of(RenditionName rendition, int segment) {
    return stored.stream()
        .filter(each -> each.rendition().equals(rendition) && each.segment() == segment)
        .findFirst()
        .orElseThrow();
  }

  private void replace(RenditionName rendition, int segment, UnaryOperator<StoredSegment> change) {
    StoredSegment old = of(rendition, segment);
    stored.set(stored.indexOf(old), change.apply(old));
  }

  private static EncodingPlan plan() {
    ByteSource source =
        new ByteSource() {
          @Override
          public long size() {
            return 1;
          }

          @Override
          public int read(long position, byte[] into, int offset, int length) {
            return position == 0 ? 1 : -1;
          }
        };
    ScanResult scan = new FakeMedia(24).scan(source, SourceLimits.standard());
    return EncodingPlan.of(((ScanResult.Accepted) scan).source(), Profile.h264());
  }

  private List<StoredSegment> good() {
    List<StoredSegment> all = new ArrayList<>();
    List<RenditionName> renditions = new ArrayList<>();
    plan.video().forEach(rung -> renditions.add(rung.name()));
    plan.audio().forEach(rung -> renditions.add(rung.name()));
    for (RenditionName rendition : renditions) {
      KeyId key = ids.key();
      for (int i = 0; i < plan.timeline().segments().size(); i++) {
        key = i % 2 == 0 ? ids.key() : key;
        all.add(segment(rendition, i, key));
      }
    }
    return all;
  }

  private StoredSegment segment(RenditionName rendition, int i, KeyId key) {
    Timeline timeline = plan.timeline();
    long start = timeline.mpegTime(timeline.segments().get(i).start());
    long end = timeline.mpegTime(timeline.segments().get(i).end());
    return new StoredSegment(
        rendition,
        i,
        "file",
        7_536,
        "0",
        key,
        Iv.random(random),
        new SegmentFacts(start, end - start, 150, 7_520, "avc1", "same", 0),
        new TsShape(40, 0, true, true, 0, counters(0, 15)));
  }

  private static List<TsShape.Counters> counters(int first, int last) {
    return List.of(new TsShape.Counters(256, first, last));
  }

  private static StoredSegment facts(
      StoredSegment of, long firstPts, long duration, String parameters) {
    return new StoredSegment(
        of.rendition(),
        of.segment(),
        of.file(),
        of.bytes(),
        of.sha256(),
        of.key(),
        of.iv(),
        new SegmentFacts(
            firstPts, duration, 150, of.facts().bytes(), of.facts().codecs(), parameters, 0),
        of.shape());
  }

  private static StoredSegment shape(StoredSegment of, TsShape shape) {
    return with(of, of.bytes(), of.key(), of.iv(), shape);
  }

  private static StoredSegment with(StoredSegment of, long bytes, KeyId key, Iv iv, TsShape shape) {
    return new StoredSegment(
        of.rendition(), of.segment(), of.file(), bytes, of.sha256(), key, iv, of.facts(), shape);
  }
}
