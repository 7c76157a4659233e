package dev.reelkey.tests.transport;

import static dev.reelkey.tests.transport.MalformedStreamException.require;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole transport stream segment, read packet by packet (ISO 13818-1, 2.4.3). */
public final class TransportSegment {
  /** The stream type of H.264. */
  public static final int H264 = 0x1b;

  /** The stream type of AAC in ADTS frames. */
  public static final int AAC = 0x0f;

  static final int PAT_PID = 0;
  static final int NULL_PID = 0x1fff;
  private static final int PACKET = 188;

  private final List<Integer> pids = new ArrayList<>();
  private final Map<Integer, Counter> counters = new LinkedHashMap<>();
  private final Map<Integer, ByteArrayOutputStream> open = new LinkedHashMap<>();
  private final Map<Integer, List<Pes>> packets = new LinkedHashMap<>();
  private final List<Long> clock = new ArrayList<>();
  private final ProgramTables tables = new ProgramTables();

  private TransportSegment() {}

  /** Reads a segment; throws {@link MalformedStreamException} at the first broken packet. */
  public static TransportSegment parse(byte[] bytes) {
    require(bytes.length > 0 && bytes.length % PACKET == 0, "no whole number of packets");
    TransportSegment segment = new TransportSegment();
    for (int at = 0; at < bytes.length; at += PACKET) {
      segment.take(ByteBuffer.wrap(bytes, at, PACKET).slice());
    }
    segment.open.keySet().stream().toList().forEach(segment::close);
    return segment;
  }

  private void take(ByteBuffer packet) {
    require(packet.get() == 0x47, "a packet without its sync byte");
    int second = packet.getShort() & 0xffff;
    require((second & 0x8000) == 0, "a packet marked as broken");
    boolean starts = (second & 0x4000) != 0;
    int pid = second & 0x1fff;
    int flags = packet.get() & 0xff;
    require(flags >> 6 == 0, "a scrambled packet");
    pids.add(pid);
    if (pid == NULL_PID) {
      return;
    }
    if ((flags & 0x20) != 0) {
      adaptation(packet);
    }
    boolean hasPayload = (flags & 0x10) != 0;
    counters.computeIfAbsent(pid, any -> new Counter()).take(flags & 15, hasPayload);
    if (hasPayload) {
      payload(pid, starts, packet);
    }
  }

  private void adaptation(ByteBuffer packet) {
    int length = packet.get() & 0xff;
    require(length <= packet.remaining(), "an adaptation field longer than its packet");
    int end = packet.position() + length;
    if (length > 0 && (packet.get() & 0x10) != 0) {
      clock.add((packet.getInt() & 0xffffffffL) << 1 | (packet.get() & 0x80) >> 7);
    }
    packet.position(end);
  }

  private void payload(int pid, boolean starts, ByteBuffer packet) {
    if (pid == PAT_PID || tables.isMap(pid)) {
      require(starts, "a table that spans packets");
      tables.take(pid, packet);
      return;
    }
    if (!tables.streams().containsKey(pid)) {
      return;
    }
    if (starts) {
      close(pid);
      open.put(pid, new ByteArrayOutputStream());
    }
    ByteArrayOutputStream stream = open.get(pid);
    require(stream != null, "a stream that does not begin with a PES header");
    stream.write(packet.array(), packet.arrayOffset() + packet.position(), packet.remaining());
  }

  private void close(int pid) {
    ByteArrayOutputStream whole = open.remove(pid);
    if (whole != null) {
      packets.computeIfAbsent(pid, any -> new ArrayList<>()).add(Pes.parse(whole.toByteArray()));
    }
  }

  /** The PID of each packet in order. */
  public List<Integer> pids() {
    return pids;
  }

  public ProgramTables tables() {
    return tables;
  }

  /** The continuity counters of each PID. */
  public Map<Integer, Counter> counters() {
    return counters;
  }

  /** The program clock references, in ticks of 90 kHz. */
  public List<Long> clock() {
    return clock;
  }

  /** The packets of all streams of a type. */
  public List<Pes> packets(int streamType) {
    return tables.streams().entrySet().stream()
        .filter(stream -> stream.getValue() == streamType)
        .flatMap(stream -> packets.getOrDefault(stream.getKey(), List.of()).stream())
        .toList();
  }

  /** The payload packets of one PID, counted modulo 16 (ISO 13818-1, 2.4.3.3). */
  public static final class Counter {
    private int first = -1;
    private int last = -1;
    private int breaks;

    private void take(int value, boolean hasPayload) {
      if (last < 0) {
        first = value;
      } else if (value != (hasPayload ? last + 1 & 15 : last)) {
        breaks++;
      }
      last = value;
    }

    public int first() {
      return first;
    }

    public int last() {
      return last;
    }

    /** How often the counter jumped. */
    public int breaks() {
      return breaks;
    }
  }
}
