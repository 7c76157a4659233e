package dev.reelkey.playback.manifest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Playlists travel compressed to whoever takes it (HLS2 6.2.1); media never does. */
public final class Gzip {
  private Gzip() {}

  /** Whether Accept-Encoding names gzip with a weight above zero (RFC 9110, 12.5.3). */
  public static boolean isAccepted(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
    if (values == null) {
      return false;
    }
    for (String value : values) {
      for (String item : value.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = item.replace(" ", "").replace("\t", "").split(";", 2);
        if (parts[0].equals("gzip") || parts[0].equals("*")) {
          return parts.length == 1 || !parts[1].matches("q=0(\\.0{0,3})?");
        }
      }
    }
    return false;
  }

  public static byte[] compress(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
