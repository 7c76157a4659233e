package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.transport.AdtsFrame;
import dev.reelkey.tests.transport.MalformedStreamException;
import dev.reelkey.tests.transport.NalUnit;
import dev.reelkey.tests.transport.Pes;
import dev.reelkey.tests.transport.SequenceParameters;
import dev.reelkey.tests.transport.TransportSegment;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that one segment can break alone: C1, C6, C7, M9. */
final class SegmentRules {
  private static final Set<Integer> PROFILES = Set.of(66, 77, 100);
  private static final int HIGHEST_LEVEL = 52;
  // Two seconds, and the picture that a fractional rate may be late.
  private static final double IDR_SECONDS = 2.1;

  private final OpenedRendition rendition;
  private final OpenedSegment segment;
  private final TransportSegment transport;
  private final Findings findings;
  private final String where;

  private SegmentRules(
      OpenedRendition rendition,
      OpenedSegment segment,
      TransportSegment transport,
      Findings findings) {
    this.rendition = rendition;
    this.segment = segment;
    this.transport = transport;
    this.findings = findings;
    this.where = segment.described().where();
  }

  static void check(OpenedRendition rendition, Findings findings) {
    for (OpenedSegment segment : rendition.segments()) {
      segment
          .transport()
          .ifPresent(
              transport -> new SegmentRules(rendition, segment, transport, findings).check());
    }
  }

  private void check() {
    checkTables();
    try {
      if (rendition.kind() == Kind.VIDEO) {
        checkPictures();
      } else {
        checkSound();
      }
    } catch (MalformedStreamException e) {
      findings.must(false, rendition.kind() == Kind.VIDEO ? "C6" : "C7", where, e.getMessage());
    }
  }

  private void checkTables() {
    Set<Integer> maps = transport.tables().mapPids();
    List<Integer> pids = transport.pids();
    findings.must(maps.size() == 1, "C1", where, maps.size() + " programs");
    findings.must(
        pids.size() > 2 && pids.get(0) == 0 && maps.contains(pids.get(1)),
        "C1",
        where,
        "PAT and PMT are not the first two packets");
    Map<Integer, Integer> streams = transport.tables().streams();
    int wanted = rendition.kind() == Kind.VIDEO ? TransportSegment.H264 : TransportSegment.AAC;
    findings.must(
        streams.size() == 1 && streams.containsValue(wanted),
        rendition.kind() == Kind.VIDEO ? "M9" : "C7",
        where,
        "not exactly one stream of the expected type");
  }

  private void checkPictures() {
    List<Pes> pictures = segment.packets();
    findings.must(!pictures.isEmpty(), "C6", where, "no picture");
    double lastIdr = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < pictures.size(); n++) {
      List<NalUnit> units = NalUnit.split(pictures.get(n).payload());
      boolean idr = units.stream().anyMatch(unit -> unit.type() == NalUnit.IDR);
      double at = pictures.get(n).pts() / OpenedSegment.TICKS;
      if (n == 0) {
        findings.must(idr, "C6", where, "the first picture is no IDR");
        checkParameters(units);
        lastIdr = at;
      }
      findings.should(at - lastIdr <= IDR_SECONDS, "C6", where, "no IDR for more than two seconds");
      lastIdr = idr ? at : lastIdr;
    }
  }

  private void checkParameters(List<NalUnit> units) {
    List<NalUnit> sets = units.stream().filter(unit -> unit.type() == NalUnit.SPS).toList();
    findings.must(!sets.isEmpty(), "C6", where, "no sequence parameters before the IDR");
    findings.must(
        units.stream().anyMatch(unit -> unit.type() == NalUnit.PPS),
        "C6",
        where,
        "no picture parameters before the IDR");
    for (NalUnit set : sets) {
      SequenceParameters parameters = SequenceParameters.parse(set.bytes());
      findings.must(
          PROFILES.contains(parameters.profile()) && parameters.level() <= HIGHEST_LEVEL,
          "C6",
          where,
          parameters.codec() + " is above High, level 5.2");
    }
  }

  private void checkSound() {
    List<Pes> packets = segment.packets();
    findings.must(!packets.isEmpty(), "C7", where, "no sound");
    for (Pes packet : packets) {
      for (AdtsFrame frame : AdtsFrame.split(packet.payload())) {
        findings.must(
            frame.objectType() == 2 && frame.channels() >= 1 && frame.channels() <= 2,
            "C7",
            where,
            "no AAC-LC in mono or stereo");
      }
    }
  }
}
