package dev.reelkey.playback.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.s3.Bucket.ObjectStream;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StraightTransferTest {
  private static final int LENGTH = 32 << 20;

  // Five seconds: so long the place is taken, even if this machine pauses between two requests.
  private final StraightTransfer transfer = new StraightTransfer(1, 1L << 30, 5);
  private final CountDownLatch aborted = new CountDownLatch(1);
  private final Undertow server =
      Undertow.builder().addHttpListener(0, "127.0.0.1", new BlockingHandler(this::answer)).build();

  StraightTransferTest() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  @DisplayName("WEB-1: who does not read is cut off, and takes the one place for so long only")
  void aReaderThatDoesNotReadIsCutOff() throws Exception {
    try (Socket idle = ask()) {
      assertThat(firstLine(idle)).contains("200");
      try (Socket second = ask()) {
        assertThat(firstLine(second)).contains("503");
      }

      assertThat(aborted.await(60, TimeUnit.SECONDS)).isTrue();
    }
    // The object is let go of first, the place a moment later.
    assertThat(firstLineOnceServed()).contains("200");
  }

  private void answer(HttpServerExchange exchange) throws IOException {
    exchange.setResponseContentLength(LENGTH);
    ObjectStream stream =
        new ObjectStream(new Zeros(), aborted::countDown, LENGTH, "", Optional.empty());
    if (!transfer.send(exchange, LENGTH, () -> stream)) {
      exchange.setResponseContentLength(0);
      exchange.setStatusCode(503);
    }
  }

  private Socket ask() throws IOException {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    socket.connect(address);
    String request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String firstLineOnceServed() throws Exception {
    String line = "";
    for (int asked = 0; asked < 100 && !line.contains("200"); asked++) {
      Thread.sleep(50);
      try (Socket next = ask()) {
        line = firstLine(next);
      }
    }
    return line;
  }

  private static String firstLine(Socket socket) throws IOException {
    byte[] beginning = socket.getInputStream().readNBytes(16);
    return new String(beginning, StandardCharsets.US_ASCII);
  }

  /** A large object. */
  private static final class Zeros extends InputStream {
    private int left = LENGTH;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] piece, int offset, int length) {
      int n = Math.min(length, left);
      left -= n;
      return n == 0 ? -1 : n;
    }
  }
}
