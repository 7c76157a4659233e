package dev.reelkey.edge.nginx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One HTTP/1.1 connection that sends exactly the bytes it is told to: clients correct too much. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  /** One answer; header names are in lower case, repeated headers keep their order. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
      List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
      return values.isEmpty() ? "" : values.get(0);
    }
  }

  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  Answer get(String path, String... headers) throws IOException {
    return request("GET", path, headers);
  }

  Answer request(String method, String path, String... headers) throws IOException {
    write(head(method, path, headers));
    return read(!"HEAD".equals(method));
  }

  static String head(String method, String path, String... headers) {
    StringBuilder raw = new StringBuilder();
    raw.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: edge.example\r\n");
    for (String header : headers) {
      raw.append(header).append("\r\n");
    }
    return raw.append("\r\n").toString();
  }

  void write(String raw) throws IOException {
    socket.getOutputStream().write(raw.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  Answer read() throws IOException {
    return read(true);
  }

  private Answer read(boolean withBody) throws IOException {
    Answer head = readHead();
    if (!withBody || head.status() == 204 || head.status() == 304) {
      return head;
    }
    byte[] body;
    if ("chunked".equals(head.header("transfer-encoding"))) {
      body = readChunks();
    } else if (!head.header("content-length").isEmpty()) {
      body = exactly(Integer.parseInt(head.header("content-length")));
    } else {
      body = in.readAllBytes();
    }
    return new Answer(head.status(), head.headers(), new String(body, ISO_8859_1));
  }

  /** The head alone, for answers that are read piece by piece. */
  Answer readHead() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, List<String>> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers
          .computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    return new Answer(status, headers, "");
  }

  /** Everything until the server closes. */
  String drain() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.write(exactly(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
