package dev.reelkey.standalone.embedded;

import dev.reelkey.core.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis on loopback whether it has loaded its file and takes the password. */
final class RedisPing {
  private static final int MILLIS = 1_000;
  private static final byte[] EXPECTED = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

  private RedisPing() {}

  static boolean answers(int port, Secret password) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), MILLIS);
      socket.setSoTimeout(MILLIS);
      ByteArrayOutputStream question = new ByteArrayOutputStream();
      question.writeBytes("AUTH ".getBytes(StandardCharsets.US_ASCII));
      question.writeBytes(password.reveal());
      question.writeBytes("\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(question.toByteArray());
      byte[] answer = socket.getInputStream().readNBytes(EXPECTED.length);
      return java.util.Arrays.equals(answer, EXPECTED);
    } catch (IOException notYet) {
      return false;
    }
  }
}
