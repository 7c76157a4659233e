package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.http.Json;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * One revision as it lies in the bucket.
 *
 * @param format 1
 * @param kekVersion which version wraps the ring's own key; 0 marks the tombstone
 * @param wrapped the wrapped 32-byte key, base64; empty in a tombstone
 * @param message the sealed content, base64; empty in a tombstone
 */
record Envelope(int format, int kekVersion, String wrapped, String message) {
  static final Envelope TOMBSTONE = new Envelope(1, 0, "", "");

  static Envelope of(int kekVersion, byte[] wrapped, byte[] message) {
    Base64.Encoder encoder = Base64.getEncoder();
    return new Envelope(
        1, kekVersion, encoder.encodeToString(wrapped), encoder.encodeToString(message));
  }

  /**
   * Reads one; only the exact bytes that {@link #bytes} writes are taken.
   *
   * @throws SealBrokenException for every other input
   */
  static Envelope parse(byte[] stored) {
    try {
      Envelope envelope = Json.parse(stored, Envelope.class);
      boolean ours = envelope != null && Arrays.equals(envelope.bytes(), stored);
      if (!ours || envelope.format() != 1 || !envelope.isWhole()) {
        throw new SealBrokenException();
      }
      return envelope;
    } catch (UncheckedIOException malformed) {
      throw new SealBrokenException();
    }
  }

  /** Whether these bytes are a tombstone; whatever does not parse is none. */
  static boolean isTombstone(byte[] stored) {
    return Arrays.equals(TOMBSTONE.bytes(), stored);
  }

  boolean isTombstone() {
    return kekVersion == 0;
  }

  byte[] wrappedKey() {
    return decode(wrapped);
  }

  byte[] sealedContent() {
    return decode(message);
  }

  byte[] bytes() {
    return Json.bytes(this);
  }

  private boolean isWhole() {
    return kekVersion >= 0
        && wrapped != null
        && message != null
        && isTombstone() == wrapped.isEmpty()
        && isTombstone() == message.isEmpty();
  }

  /** The decoder takes texts that it would not write; those are refused. */
  private static byte[] decode(String text) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(decoded).equals(text)) {
        return decoded;
      }
    } catch (IllegalArgumentException malformed) {
      // Answered below, like every other fault.
    }
    throw new SealBrokenException();
  }
}
