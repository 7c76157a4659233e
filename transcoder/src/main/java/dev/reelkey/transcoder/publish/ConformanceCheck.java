package dev.reelkey.transcoder.publish;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.protect.StoredSegment;
import dev.reelkey.transcoder.protect.TsShape;
import dev.reelkey.transcoder.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges a finished generation by the rules for HLS output, before anything is published. The ids
 * are those of the rules; a MUST that is broken stops the publication.
 */
final class ConformanceCheck {
  // One AAC frame at 44.1 kHz, the coarsest step of sound, on the 90 kHz clock.
  private static final long AAC_FRAME = 2_090;
  // Rounding of two time bases.
  private static final long TICK = 1;

  private final FinishedWork work;
  private final EncodingPlan plan;
  private final Timeline timeline;
  private final List<Finding> findings = new ArrayList<>();

  ConformanceCheck(FinishedWork work) {
    this.work = work;
    this.plan = work.plan().encoding();
    this.timeline = plan.timeline();
  }

  /** Every rule that is broken, with where; empty is good. */
  List<Finding> findings() {
    Set<String> pairs = new HashSet<>();
    for (VideoRung rung : plan.video()) {
      judge(rung.name(), TICK, pairs);
      judgePackets(rung.name(), true);
    }
    for (AudioRung rung : plan.audio()) {
      judge(rung.name(), AAC_FRAME, pairs);
      judgePackets(rung.name(), false);
    }
    for (SubtitleRung rung : plan.subtitles()) {
      judge(rung.name(), TICK, pairs);
    }
    return List.copyOf(findings);
  }

  private void judge(RenditionName rendition, long tolerance, Set<String> pairs) {
    List<StoredSegment> segments = work.of(rendition);
    if (!isComplete(rendition, segments)) {
      return;
    }
    for (StoredSegment each : segments) {
      judgeTimes(each, tolerance);
      judgeEncryption(each, pairs);
    }
    for (int i = 1; i < segments.size(); i++) {
      judgeBorder(segments.get(i - 1), segments.get(i), tolerance);
    }
  }

  /** D6: the same range in every playlist. */
  private boolean isComplete(RenditionName rendition, List<StoredSegment> segments) {
    boolean complete = segments.size() == timeline.segments().size();
    for (int i = 0; complete && i < segments.size(); i++) {
      complete = segments.get(i).segment() == i;
    }
    if (!complete) {
      find("D6", rendition + " has " + segments.size() + " segments");
    }
    return complete;
  }

  private void judgeTimes(StoredSegment each, long tolerance) {
    int i = each.segment();
    long start = timeline.mpegTime(timeline.segments().get(i).start());
    long end = timeline.mpegTime(timeline.segments().get(i).end());
    // D4: EXTINF is the real length. D9: matching times in all renditions.
    require(each.facts().duration() > 0, "D4", each);
    // Sound is cut at the borders of its own frames, so each end may lie a frame beside the cut.
    long itsEnd = each.facts().firstPts() + each.facts().duration();
    require(Math.abs(itsEnd - end) <= tolerance, "D4", each);
    require(Math.abs(each.facts().firstPts() - start) <= tolerance, "D9", each);
  }

  private void judgeEncryption(StoredSegment each, Set<String> pairs) {
    // K5: whole blocks, and always at least one byte of padding.
    long padded = each.facts().bytes() / 16 * 16 + 16;
    require(each.bytes() == padded, "K5", each);
    boolean encrypted = each.key() != null && each.iv() != null;
    require(encrypted, "K3", each);
    // K9: the pair is what must be unique; over all renditions.
    require(!encrypted || pairs.add(each.key() + " " + each.iv()), "K9", each);
  }

  private void judgeBorder(StoredSegment before, StoredSegment after, long tolerance) {
    long expected = before.facts().firstPts() + before.facts().duration();
    require(Math.abs(after.facts().firstPts() - expected) <= tolerance, "D10", after);
    // C10: other parameters would ask for a DISCONTINUITY, which we never write.
    require(before.facts().parameters().equals(after.facts().parameters()), "C10", after);
    require(before.facts().codecs().equals(after.facts().codecs()), "C10", after);
    boolean samePeriod = period(before) == period(after);
    boolean sameKey = before.key() != null && before.key().equals(after.key());
    require(samePeriod == sameKey, "K7", after);
  }

  private void judgePackets(RenditionName rendition, boolean picture) {
    List<StoredSegment> segments = work.of(rendition);
    for (int i = 0; i < segments.size(); i++) {
      StoredSegment each = segments.get(i);
      if (each.shape() == null) {
        find("C1", rendition + " segment " + each.segment() + " is no transport stream");
        continue;
      }
      require(each.shape().strayBytes() == 0, "C1", each);
      require(each.shape().tablesFirst(), "C1", each);
      require(each.shape().jumps() == 0, "D10", each);
      require(!picture || each.shape().startsAtAccessPoint(), "C6", each);
      TsShape before = i > 0 ? segments.get(i - 1).shape() : null;
      require(before == null || CounterRun.goesOn(before, each.shape()), "D10", each);
    }
  }

  private int period(StoredSegment segment) {
    return Timeline.period(segment.segment(), work.plan().segmentsPerPeriod());
  }

  private void require(boolean holds, String rule, StoredSegment where) {
    if (!holds) {
      find(rule, where.rendition() + " segment " + where.segment() + " " + where.facts());
    }
  }

  private void find(String rule, String what) {
    findings.add(new Finding(rule, what));
  }
}
