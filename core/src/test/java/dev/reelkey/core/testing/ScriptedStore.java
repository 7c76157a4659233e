package dev.reelkey.core.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A store that answers as a test says, for what no real one does on demand. */
public final class ScriptedStore implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Bucket bucket;

  /** What the store says to a request. */
  public interface Script {
    Answer answer(String method, String path, String query) throws InterruptedException;
  }

  /** One answer. */
  @SuppressWarnings("ArrayRecordComponent") // Sent at once and compared by nobody.
  public record Answer(int status, byte[] body) {
    public static Answer of(int status) {
      return new Answer(status, new byte[0]);
    }

    public static Answer error(int status, String code) {
      return new Answer(
          status, ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8));
    }

    /** A LIST that names these. */
    public static Answer listing(String... names) {
      StringBuilder xml = new StringBuilder("<ListBucketResult>");
      for (String each : names) {
        xml.append("<Contents><Key>").append(each).append("</Key><Size>1</Size></Contents>");
      }
      xml.append("</ListBucketResult>");
      return new Answer(200, xml.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private ScriptedStore(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(script, exchange));
    server.start();
    bucket = Bucket.open(config());
  }

  public static ScriptedStore start(Script script) {
    return new ScriptedStore(script);
  }

  public Bucket bucket() {
    return bucket;
  }

  @Override
  public void close() {
    bucket.close();
    threads.shutdownNow();
    server.stop(0);
  }

  private S3Config config() {
    return new S3Config(
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
        "us-east-1",
        "bucket",
        true,
        "test",
        Secret.copyOf("test-secret-key".getBytes(StandardCharsets.UTF_8)));
  }

  private static void answer(Script script, HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
      Answer answer =
          script.answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query);
      boolean head = "HEAD".equals(exchange.getRequestMethod());
      byte[] body = head ? new byte[0] : answer.body();
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
