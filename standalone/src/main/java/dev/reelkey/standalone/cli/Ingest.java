package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.Remote;
import dev.reelkey.standalone.remote.Upload;
import dev.reelkey.standalone.remote.Video;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Uploads a file and follows it until it can be watched, as somebody at a terminal sees it. */
final class Ingest {
  private final Terminal terminal;
  private final Remote api;

  Ingest(Terminal terminal, Remote api) {
    this.terminal = terminal;
    this.api = api;
  }

  /** Uploads with a progress bar; answers the new video. */
  JsonNode upload(Path file, Optional<String> title) {
    try (Progress progress = Progress.ofBytes(terminal, "Uploading", Upload.sizeOf(file))) {
      return new Upload(api, new RandomIds(terminal.random())).send(file, title, progress::at);
    }
  }

  /**
   * Waits until it can be watched.
   *
   * @throws UserFaultException with the uploader's sentence where it failed
   */
  JsonNode await(String id) {
    JsonNode video;
    try (Progress progress = Progress.ofPercent(terminal, "Preparing")) {
      video = new Video(api, id).await(event -> tell(progress, event));
    }
    if (!"READY".equals(video.path("state").asText())) {
      JsonNode error = video.path("error");
      throw new UserFaultException(
          "The video "
              + id
              + " is "
              + video.path("state").asText()
              + ": "
              + error.path("detail").asText("try it again with 'reelkey videos retry " + id + "'.")
              + (error.hasNonNull("code") ? " (" + error.path("code").asText() + ")" : ""));
    }
    return video;
  }

  private static void tell(Progress progress, JsonNode event) {
    if (event.hasNonNull("percent")) {
      progress.at(Math.round(event.path("percent").asDouble()));
    }
    StringBuilder extra = new StringBuilder(event.path("phase").asText(""));
    if (event.hasNonNull("speed")) {
      extra.append(String.format(Locale.ROOT, " %.1fx", event.path("speed").asDouble()));
    }
    if (event.hasNonNull("eta_seconds")) {
      extra.append(", ").append(event.path("eta_seconds").asLong()).append(" s left");
    }
    progress.say(extra.toString());
  }
}
