package dev.reelkey.standalone.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One video on its way to being watched. */
public final class Video {
  private static final Set<String> FINAL = Set.of("READY", "FAILED");
  private static final int SILENT_STREAMS = 30;

  private final Remote api;
  private final String id;

  public Video(Remote api, String id) {
    this.api = api;
    this.id = id;
  }

  /**
   * Follows the video until it is READY or FAILED and answers what the API then says of it.
   *
   * @param news is told every event: state, percent, speed, ETA
   */
  public JsonNode await(Consumer<JsonNode> news) {
    for (int attempt = 0; attempt < SILENT_STREAMS; attempt++) {
      boolean[] moved = {false};
      api.events(
          "/v1/videos/" + id + "/events",
          event -> {
            moved[0] = true;
            news.accept(event);
          });
      JsonNode video = api.get("/v1/videos/" + id);
      if (FINAL.contains(video.path("state").asText())) {
        return video;
      }
      attempt = moved[0] ? 0 : attempt;
      pause();
    }
    return api.get("/v1/videos/" + id);
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
