package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.transport.AdtsFrame;
import dev.reelkey.tests.transport.MalformedStreamException;
import dev.reelkey.tests.transport.Pes;
import dev.reelkey.tests.transport.TransportSegment.Counter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** D10: counters, clocks and timestamps run on from segment to segment. */
final class ContinuityRules {
  // The last timestamp of a film may be a rounding step of 90 kHz away from where it should be.
  private static final long ROUNDING_TICKS = 3;

  private final OpenedRendition rendition;
  private final Findings findings;
  private final Map<Integer, Integer> counters = new HashMap<>();
  private long lastDts = Long.MIN_VALUE;
  private long lastClock = Long.MIN_VALUE;
  private long nextSound = Long.MIN_VALUE;

  private ContinuityRules(OpenedRendition rendition, Findings findings) {
    this.rendition = rendition;
    this.findings = findings;
  }

  static void check(OpenedRendition rendition, Findings findings) {
    ContinuityRules rules = new ContinuityRules(rendition, findings);
    rendition.segments().forEach(rules::check);
  }

  private void check(OpenedSegment segment) {
    String where = segment.described().where();
    segment.transport().ifPresent(each -> checkCounters(each.counters(), where));
    segment.transport().ifPresent(each -> checkClock(each.clock(), where));
    for (Pes packet : segment.packets()) {
      findings.must(packet.dts() > lastDts, "D10", where, "decoding times do not ascend");
      findings.must(packet.dts() <= packet.pts(), "D10", where, "decoded after being shown");
      lastDts = packet.dts();
      if (rendition.kind() == Kind.AUDIO) {
        checkSound(packet, where);
      }
    }
  }

  private void checkCounters(Map<Integer, Counter> found, String where) {
    found.forEach(
        (pid, counter) -> {
          findings.must(counter.breaks() == 0, "D10", where, "a counter of PID " + pid + " jumps");
          Integer before = counters.put(pid, counter.last());
          findings.must(
              before == null || counter.first() == (before + 1 & 15),
              "D10",
              where,
              "the counter of PID " + pid + " does not run on");
        });
  }

  private void checkClock(List<Long> clock, String where) {
    findings.must(!clock.isEmpty(), "D10", where, "no program clock reference");
    for (long reference : clock) {
      findings.must(reference > lastClock, "D10", where, "the program clock does not run on");
      lastClock = reference;
    }
  }

  private void checkSound(Pes packet, String where) {
    try {
      List<AdtsFrame> frames = AdtsFrame.split(packet.payload());
      findings.must(
          nextSound == Long.MIN_VALUE || Math.abs(packet.pts() - nextSound) <= ROUNDING_TICKS,
          "D10",
          where,
          "a gap or an overlap in the sound");
      double length = OpenedSegment.TICKS * AdtsFrame.SAMPLES / frames.get(0).sampleRate();
      nextSound = packet.pts() + Math.round(frames.size() * length);
    } catch (MalformedStreamException e) {
      findings.must(false, "C7", where, e.getMessage());
    }
  }
}
