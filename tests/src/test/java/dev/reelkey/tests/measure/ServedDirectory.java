package dev.reelkey.tests.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory on a loopback port; keys are given to those who name the right token. */
final class ServedDirectory implements AutoCloseable {
  static final String AUTHORIZATION = "Bearer test";

  private final HttpServer server;
  private final Path directory;

  ServedDirectory(Path directory) throws IOException {
    this.directory = directory;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (name.endsWith(".key") && !AUTHORIZATION.equals(given)) {
        exchange.sendResponseHeaders(401, -1);
      } else {
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
