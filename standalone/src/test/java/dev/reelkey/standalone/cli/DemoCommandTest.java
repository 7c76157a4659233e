package dev.reelkey.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.reelkey.standalone.remote.Remote;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  private HttpServer server;
  private String videos = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/v1/videos",
        exchange -> {
          byte[] answer = ("{\"videos\":[" + videos + "]}").getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSampleThatAnInterruptedDemoLeftIsGoneOnWith() {
    videos = video("failed", "FAILED") + "," + video("queued", "QUEUED");

    assertThat(DemoCommand.sampleFromBefore(api()).orElseThrow().path("id").asText())
        .isEqualTo("queued");
  }

  @Test
  void oneThatCanBeWatchedComesFirst() {
    videos = video("working", "PROCESSING") + "," + video("there", "READY");

    assertThat(DemoCommand.sampleFromBefore(api()).orElseThrow().path("id").asText())
        .isEqualTo("there");
  }

  @Test
  void withoutAnyTheSampleIsMade() {
    videos = video("failed", "FAILED") + "," + video("half", "UPLOADING");

    assertThat(DemoCommand.sampleFromBefore(api())).isEmpty();
  }

  private static String video(String id, String state) {
    return "{\"id\":\"%s\",\"title\":\"Reelkey sample\",\"state\":\"%s\"}".formatted(id, state);
  }

  private Remote api() {
    return new Remote(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> "x");
  }
}
