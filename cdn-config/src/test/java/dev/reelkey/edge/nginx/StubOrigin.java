package dev.reelkey.edge.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All services behind the edge at once; it remembers every request that came through. */
final class StubOrigin implements AutoCloseable {
  /** What the origin was asked. */
  record Request(String method, String target, Headers headers) {}

  /** Answers one request. */
  interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  static final String PLAYLIST = "#EXTM3U\n" + "#EXTINF:6.006,\n000001-abcdefgh.ts\n".repeat(200);
  static final String SEGMENT = "0123456789abcdef".repeat(4096);
  static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private volatile Answering answering = StubOrigin::answerAsTheServicesDo;

  StubOrigin() throws IOException {
    // Otherwise each answer waits 40 ms for the delayed ACK of its first packet.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answers(Answering next) {
    answering = next;
  }

  void answersAsTheServicesDo() {
    answering = StubOrigin::answerAsTheServicesDo;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders()));
    try (exchange) {
      answering.answer(exchange);
    }
  }

  static void answerAsTheServicesDo(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (path.contains("/keys/")) {
      send(exchange, 200, "application/octet-stream", "no-store", "sixteen-byte-key");
    } else if (path.startsWith("/t/") && path.endsWith(".m3u8")) {
      send(exchange, 200, "application/vnd.apple.mpegurl", IMMUTABLE, PLAYLIST);
    } else if (path.startsWith("/t/")) {
      send(exchange, 200, "video/mp2t", IMMUTABLE, SEGMENT);
    } else {
      send(exchange, 200, "text/plain", "no-store", "origin");
    }
  }

  static void send(HttpExchange exchange, int status, String type, String cacheControl, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", cacheControl);
    exchange.getResponseHeaders().set("ETag", "\"" + Integer.toHexString(body.hashCode()) + "\"");
    boolean headOnly = "HEAD".equals(exchange.getRequestMethod());
    exchange.sendResponseHeaders(status, headOnly ? -1 : bytes.length);
    if (!headOnly) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
