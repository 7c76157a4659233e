package dev.reelkey.transcoder.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsMuxerTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 160, 161, 170, 345, 4_000, 200_000})
  void whatWentInComesOutWhateverItsSize(int size) throws IOException {
    byte[] payload = bytes(size);

    byte[] segment = segment(TsStream.AVC, 0, List.of(payload, payload, payload));

    List<TsReader.Unit> units = new TsReader().read(segment).units();
    assertThat(units).hasSize(3);
    assertThat(units).allSatisfy(unit -> assertThat(unit.payload()).isEqualTo(payload));
  }

  @Test
  @DisplayName("D10: continuity counters run on over segments that know nothing of each other")
  void countersRunOnOverSegments() throws IOException {
    TsReader reader = new TsReader();
    for (int i = 0; i < 40; i++) {
      int count = 1 + random.nextInt(9);
      List<byte[]> units = random.ints(count, 30, 9_000).mapToObj(TsMuxerTest.this::bytes).toList();

      reader.read(segment(TsStream.AAC_ADTS, i, units));
    }
    assertThat(reader.units()).hasSizeGreaterThan(40);
  }

  @Test
  void stampsAndClockKeepAllTheirBits() throws IOException {
    long dts = (1L << 33) - 3;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TsMuxer muxer = new TsMuxer(TsStream.AVC, 0, out::write);
    muxer.write(bytes(300), dts + 3_000, dts, true);
    muxer.write(bytes(300), dts + 9_003, dts + 3_003, false);
    muxer.end();

    List<TsReader.Unit> units = new TsReader().read(out.toByteArray()).units();

    assertThat(units.get(0).dts()).isEqualTo(dts);
    assertThat(units.get(0).pts()).as("33 bits wrap").isEqualTo(2_997);
    assertThat(units.get(0).clock()).isEqualTo(dts - 45_000);
    assertThat(units.get(0).randomAccess()).isTrue();
    assertThat(units.get(1).dts()).isEqualTo(3_000);
    assertThat(units.get(1).randomAccess()).isFalse();
  }

  @Test
  @DisplayName("C1: PAT and PMT come first, with checksums that are right")
  void tablesComeFirstAndCheck() throws IOException {
    byte[] segment = segment(TsStream.AVC, 5, List.of(bytes(10)));

    assertThat(checksum(segment, 5, 16)).isZero();
    assertThat(checksum(segment, 188 + 5, 21)).isZero();
    assertThat(segment[188 + 5 + 12]).as("stream type of H.264").isEqualTo((byte) 0x1B);
  }

  @Test
  void theReturnedSizeIsTheWrittenSize() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TsMuxer muxer = new TsMuxer(TsStream.AVC, 0, out::write);
    muxer.write(bytes(5_000), 900_000, 900_000, true);

    assertThat(muxer.end()).isEqualTo(out.size());
    assertThat(out.size() / 188 - 2).as("packets beside the tables").isEqualTo(32);
  }

  private byte[] segment(TsStream stream, int number, List<byte[]> units) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TsMuxer muxer = new TsMuxer(stream, number, out::write);
    long time = 900_000;
    for (byte[] unit : units) {
      muxer.write(unit, time, time, true);
      time += 3_000;
    }
    muxer.end();
    return out.toByteArray();
  }

  /** CRC-32/MPEG-2 over a section and its own checksum leaves nothing (annex A). */
  private static int checksum(byte[] bytes, int from, int length) {
    int register = -1;
    for (int bit = 0; bit < length * 8; bit++) {
      int next = bytes[from + bit / 8] >> (7 - bit % 8) & 1;
      boolean carry = (register >>> 31 ^ next) == 1;
      register = register << 1 ^ (carry ? 0x04C11DB7 : 0);
    }
    return register;
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
