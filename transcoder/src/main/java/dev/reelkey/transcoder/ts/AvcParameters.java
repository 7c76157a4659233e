package dev.reelkey.transcoder.ts;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The parameter sets of an H.264 stream, which stand before each IDR of a segment. */
public final class AvcParameters {
  private final byte[] annexB;
  private final String codecs;
  private final int lengthBytes;

  private AvcParameters(byte[] annexB, String codecs, int lengthBytes) {
    this.annexB = annexB;
    this.codecs = codecs;
    this.lengthBytes = lengthBytes;
  }

  /** From an encoder's global header. */
  public static AvcParameters ofAnnexB(byte[] header) {
    ByteArrayOutputStream sets = new ByteArrayOutputStream();
    String codecs = "";
    for (NalUnit unit : NalUnit.ofAnnexB(header)) {
      if (unit.type() == NalUnit.SPS || unit.type() == NalUnit.PPS) {
        append(sets, header, unit);
      }
      if (unit.type() == NalUnit.SPS && codecs.isEmpty()) {
        codecs = codecs(header, unit.offset());
      }
    }
    return checked(sets, codecs, 4);
  }

  /** From an {@code avcC} box (ISO/IEC 14496-15, 5.3.3.1). */
  public static AvcParameters ofConfiguration(byte[] avcc) {
    if (avcc.length < 7 || avcc[0] != 1) {
      throw new IllegalArgumentException("not an avcC box");
    }
    ByteArrayOutputStream sets = new ByteArrayOutputStream();
    int at = 6;
    String codecs = codecs(avcc, 0);
    int spsCount = avcc[5] & 0x1F;
    for (int i = 0; i < spsCount; i++) {
      at = appendCounted(sets, avcc, at);
    }
    int ppsCount = avcc[at++] & 0xFF;
    for (int i = 0; i < ppsCount; i++) {
      at = appendCounted(sets, avcc, at);
    }
    return checked(sets, codecs, (avcc[4] & 3) + 1);
  }

  /** Start codes included. */
  public byte[] annexB() {
    return annexB.clone();
  }

  /** For the CODECS attribute (RFC 6381, 3.3). */
  public String codecs() {
    return codecs;
  }

  /** Bytes of each length field in samples of this configuration. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Whether a parameter set that stands among the samples is one of these. */
  public boolean has(byte[] bytes, NalUnit unit) {
    byte[] wanted = Arrays.copyOfRange(bytes, unit.offset(), unit.offset() + unit.length());
    List<NalUnit> sets = NalUnit.ofAnnexB(annexB);
    return sets.stream()
        .map(set -> Arrays.copyOfRange(annexB, set.offset(), set.offset() + set.length()))
        .anyMatch(set -> Arrays.equals(set, wanted));
  }

  /** Equal in all segments of a rendition. */
  public String digest() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(annexB);
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AvcParameters checked(ByteArrayOutputStream sets, String codecs, int bytes) {
    if (sets.size() == 0 || codecs.isEmpty()) {
      throw new IllegalArgumentException("an H.264 stream without parameter sets");
    }
    return new AvcParameters(sets.toByteArray(), codecs, bytes);
  }

  private static String codecs(byte[] bytes, int beforeProfile) {
    return "avc1." + HexFormat.of().formatHex(bytes, beforeProfile + 1, beforeProfile + 4);
  }

  private static int appendCounted(ByteArrayOutputStream sets, byte[] avcc, int at) {
    if (at + 2 > avcc.length) {
      throw new IllegalArgumentException("an avcC box ends too early");
    }
    int length = (avcc[at] & 0xFF) << 8 | (avcc[at + 1] & 0xFF);
    if (length == 0 || at + 2 + length > avcc.length) {
      throw new IllegalArgumentException("an avcC box ends too early");
    }
    append(sets, avcc, new NalUnit(avcc[at + 2] & 0x1F, at + 2, length));
    return at + 2 + length;
  }

  private static void append(ByteArrayOutputStream sets, byte[] bytes, NalUnit unit) {
    sets.writeBytes(new byte[] {0, 0, 0, 1});
    sets.write(bytes, unit.offset(), unit.length());
  }
}
