package dev.reelkey.transcoder.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.S3Config;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stands before a real S3Proxy, passes requests on byte for byte, and makes some of them fail. A
 * signed request stays valid: neither its path nor its Host is touched.
 */
public final class FaultyStore implements AutoCloseable {
  /** What happens to a request. */
  public enum Fate {
    PASSES,
    /** 500 before the store has heard of it. */
    REFUSED,
    /** The store does it, and nobody hears of that. */
    ANSWER_LOST
  }

  /** Decides by the path, such as {@code /bucket/videos/…}. */
  public interface Plan {
    Fate fateOf(String method, String path);
  }

  private final int storePort;
  private final Undertow server;
  private final Bucket bucket;
  private volatile Plan plan = (method, path) -> Fate.PASSES;

  private FaultyStore(S3Config store) {
    this.storePort = store.endpoint().orElseThrow().getPort();
    this.server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new BlockingHandler(this::handle))
            .setWorkerThreads(64)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .build();
    server.start();
    int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    this.bucket =
        Bucket.open(
            new S3Config(
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                store.region(),
                store.bucket(),
                store.pathStyle(),
                store.accessKeyId(),
                store.secretAccessKey()));
  }

  public static FaultyStore before(S3Config store) {
    return new FaultyStore(store);
  }

  /** The bucket as seen through the faults. */
  public Bucket bucket() {
    return bucket;
  }

  public void plan(Plan plan) {
    this.plan = plan;
  }

  @Override
  public void close() {
    bucket.close();
    server.stop();
  }

  private void handle(HttpServerExchange exchange) throws IOException {
    byte[] body = exchange.getInputStream().readAllBytes();
    Fate fate = plan.fateOf(exchange.getRequestMethod().toString(), exchange.getRequestURI());
    if (fate == Fate.REFUSED) {
      exchange.setStatusCode(500);
      return;
    }
    byte[] answer = ask(exchange, body);
    if (fate == Fate.ANSWER_LOST) {
      exchange.getConnection().close();
      return;
    }
    pass(exchange, answer);
  }

  private byte[] ask(HttpServerExchange exchange, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder();
    String query = exchange.getQueryString();
    head.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    // 1.0, so that the answer is not chunked and ends with the connection.
    head.append(query.isEmpty() ? "" : "?" + query).append(" HTTP/1.0\r\n");
    for (HeaderValues values : exchange.getRequestHeaders()) {
      // "Expect" would bring an answer of its own, and the body is here already.
      String name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
      if (!name.equals("connection") && !name.equals("expect")) {
        values.forEach(
            value -> head.append(values.getHeaderName()).append(": ").append(value).append("\r\n"));
      }
    }
    head.append("\r\n");
    try (Socket socket = new Socket("127.0.0.1", storePort)) {
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(ISO_8859_1));
      out.write(body);
      out.flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static void pass(HttpServerExchange exchange, byte[] answer) throws IOException {
    int end = new String(answer, ISO_8859_1).indexOf("\r\n\r\n");
    List<String> head = new String(answer, 0, end, ISO_8859_1).lines().toList();
    exchange.setStatusCode(Integer.parseInt(head.get(0).split(" ")[1]));
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      if (!name.equalsIgnoreCase("connection")) {
        exchange.getResponseHeaders().add(new HttpString(name), line.substring(colon + 1).strip());
      }
    }
    if (!exchange.getRequestMethod().equalToString("HEAD")) {
      exchange.getOutputStream().write(Arrays.copyOfRange(answer, end + 4, answer.length));
    }
  }
}
