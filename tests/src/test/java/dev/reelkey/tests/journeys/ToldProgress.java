package dev.reelkey.tests.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.tests.system.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a video's stream of events has told, oldest first.
 *
 * @param events the data of each, with {@code state} and, while it is worked on, {@code percent},
 *     {@code speed} and {@code eta_seconds}
 */
record ToldProgress(List<JsonNode> events) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data:";

  ToldProgress {
    events = List.copyOf(events);
  }

  /** Listens from now to the end of the work. */
  static CompletableFuture<ToldProgress> follow(ApiClient owner, String video) {
    return CompletableFuture.supplyAsync(
        () -> parse(owner.call("GET", "/v1/videos/" + video + "/events", "")));
  }

  private static ToldProgress parse(HttpResponse<byte[]> answer) {
    return new ToldProgress(
        ApiClient.text(answer)
            .lines()
            .filter(line -> line.startsWith(DATA))
            .map(line -> tree(line.substring(DATA.length())))
            .toList());
  }

  /** Each time that the work was somewhere. */
  List<JsonNode> working() {
    return events.stream().filter(each -> each.path("percent").isNumber()).toList();
  }

  List<Double> percents() {
    return working().stream().map(each -> each.path("percent").asDouble()).toList();
  }

  String lastState() {
    return events.isEmpty() ? "" : events.get(events.size() - 1).path("state").asText();
  }

  private static JsonNode tree(String data) {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
