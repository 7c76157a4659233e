package dev.reelkey.tests.transport;

import static dev.reelkey.tests.transport.MalformedStreamException.require;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The program association table and the program map tables (ISO 13818-1, 2.4.4). */
public final class ProgramTables {
  private static final int CRC_BYTES = 4;

  private final Map<Integer, Integer> maps = new LinkedHashMap<>();
  private final Map<Integer, Integer> streams = new LinkedHashMap<>();

  void take(int pid, ByteBuffer packet) {
    int pointer = packet.get() & 0xff;
    packet.position(packet.position() + pointer);
    ByteBuffer section = packet.slice();
    int tableId = section.get() & 0xff;
    int length = section.getShort() & 0xfff;
    require(length + 3 <= section.limit(), "a table that spans packets");
    section.limit(length + 3);
    require(Crc32Mpeg.of(section.duplicate().position(0)) == 0, "a table with a wrong CRC");
    section.position(8).limit(length + 3 - CRC_BYTES);
    require(tableId == (pid == TransportSegment.PAT_PID ? 0 : 2), "an unexpected table");
    if (pid == TransportSegment.PAT_PID) {
      readPrograms(section);
    } else {
      readStreams(section);
    }
  }

  private void readPrograms(ByteBuffer section) {
    while (section.hasRemaining()) {
      int program = section.getShort() & 0xffff;
      int pid = section.getShort() & 0x1fff;
      if (program != 0) {
        maps.put(program, pid);
      }
    }
  }

  private void readStreams(ByteBuffer section) {
    section.getShort();
    int skip = section.getShort() & 0xfff;
    section.position(section.position() + skip);
    while (section.hasRemaining()) {
      int type = section.get() & 0xff;
      int pid = section.getShort() & 0x1fff;
      int descriptors = section.getShort() & 0xfff;
      section.position(section.position() + descriptors);
      streams.put(pid, type);
    }
  }

  boolean isMap(int pid) {
    return maps.containsValue(pid);
  }

  /** The PIDs of the program map tables. */
  public Set<Integer> mapPids() {
    return new TreeSet<>(maps.values());
  }

  /** Stream types by PID. */
  public Map<Integer, Integer> streams() {
    return streams;
  }
}
