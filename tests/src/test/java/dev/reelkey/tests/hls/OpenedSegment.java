package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.transport.Pes;
import dev.reelkey.tests.transport.TransportSegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A clear segment, taken apart: a transport stream, or WebVTT. */
final class OpenedSegment {
  /** Ticks per second of a presentation timestamp. */
  static final double TICKS = 90_000;

  private final int number;
  private final MediaSegment described;
  private final Kind kind;
  private final @Nullable TransportSegment transport;
  private final @Nullable SubtitleSegment subtitles;

  private OpenedSegment(
      int number,
      MediaSegment described,
      Kind kind,
      @Nullable TransportSegment transport,
      @Nullable SubtitleSegment subtitles) {
    this.number = number;
    this.described = described;
    this.kind = kind;
    this.transport = transport;
    this.subtitles = subtitles;
  }

  static OpenedSegment read(int number, MediaSegment described, byte[] clear, Kind kind) {
    if (kind == Kind.SUBTITLES) {
      String text = new String(clear, StandardCharsets.UTF_8);
      return new OpenedSegment(number, described, kind, null, SubtitleSegment.parse(text));
    }
    return new OpenedSegment(number, described, kind, TransportSegment.parse(clear), null);
  }

  int number() {
    return number;
  }

  MediaSegment described() {
    return described;
  }

  Optional<TransportSegment> transport() {
    return Optional.ofNullable(transport);
  }

  Optional<SubtitleSegment> subtitles() {
    return Optional.ofNullable(subtitles);
  }

  /** The packets of the stream that the segment is there for. */
  List<Pes> packets() {
    return transport == null
        ? List.of()
        : transport.packets(kind == Kind.VIDEO ? TransportSegment.H264 : TransportSegment.AAC);
  }

  /** The earliest presentation time, in ticks of 90 kHz. */
  long firstPts() {
    return packets().stream().mapToLong(Pes::pts).min().orElse(0);
  }
}
