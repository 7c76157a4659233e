package dev.reelkey.playback.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** One file of the page in memory, plain and gzipped. */
final class PageFile {
  private final String contentType;
  private final String etag;
  private final byte[] plain;
  private final byte[] gzipped;

  PageFile(String contentType, byte[] content) {
    this.contentType = contentType;
    this.etag = etagOf(content);
    this.plain = content.clone();
    this.gzipped = gzip(content);
  }

  String contentType() {
    return contentType;
  }

  /** A weak validator, since it names both encodings (RFC 9110, 8.8.1). */
  String etag() {
    return etag;
  }

  ByteBuffer plain() {
    return ByteBuffer.wrap(plain).asReadOnlyBuffer();
  }

  ByteBuffer gzipped() {
    return ByteBuffer.wrap(gzipped).asReadOnlyBuffer();
  }

  private static String etagOf(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("gzip in memory", e);
    }
    return out.toByteArray();
  }
}
