package dev.reelkey.tests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code tests/players} and its libraries from an origin of their own. */
final class PlayerPages implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  private PlayerPages(HttpServer server) {
    this.server = server;
  }

  static PlayerPages serve() {
    if (!Files.isDirectory(ROOT.resolve("node_modules"))) {
      throw new AssertionError("other players are not installed: run npm ci in tests/");
    }
    try {
      PlayerPages pages =
          new PlayerPages(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      pages.server.createContext("/", PlayerPages::answer);
      pages.server.setExecutor(pages.threads);
      pages.server.start();
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/players/" + page;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    Path file = ROOT.resolve("." + exchange.getRequestURI().getPath()).normalize();
    try (exchange) {
      if (!file.startsWith(ROOT) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = Files.readAllBytes(file);
      String type = file.toString().endsWith(".html") ? "text/html" : "text/javascript";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
