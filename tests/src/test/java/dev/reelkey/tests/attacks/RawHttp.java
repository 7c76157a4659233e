package dev.reelkey.tests.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One request, byte by byte as it is told: what a client library would mend or refuse to send. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final OutputStream out;

  RawHttp(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    out = socket.getOutputStream();
  }

  /** A whole {@code GET} of a target that is sent as it stands. */
  static Answer get(URI server, String target) throws IOException {
    try (RawHttp connection = new RawHttp(server)) {
      connection.send("GET " + target + " HTTP/1.1\r\nHost: reelkey\r\nConnection: close\r\n\r\n");
      return connection.answer();
    }
  }

  RawHttp send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  RawHttp send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Ends what is sent while the answer can still come: a sender that goes away in the middle. */
  RawHttp endSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads to the end of the connection. */
  Answer answer() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[8192];
    try {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        read.write(piece, 0, count);
      }
    } catch (SocketException reset) {
      // The server may close while we still send; what it said before counts.
      if (read.size() == 0) {
        throw reset;
      }
    }
    return parse(read.toString(ISO_8859_1));
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer but: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new HashMap<>();
    for (int line = 1; line < lines.length; line++) {
      String[] pair = lines[line].split(": ", 2);
      headers.putIfAbsent(pair[0], pair.length == 2 ? pair[1] : "");
    }
    int status = Integer.parseInt(lines[0].split(" ")[1]);
    return new Answer(status, headers, text.substring(end + 4));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
