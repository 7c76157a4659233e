package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.Remote;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A rotation of one video's keys, from its start to its commit. */
final class Rotation {
  private static final String JOBS = "/admin/v1/jobs/";
  private static final long POLL_MILLIS = 500;

  private final Terminal terminal;
  private final boolean json;
  private final Remote management;

  Rotation(Terminal terminal, boolean json, Remote management) {
    this.terminal = terminal;
    this.json = json;
    this.management = management;
  }

  /** Starts it, or finds it where it was started before, and waits for its end. */
  void follow(Id video, Ticket ticket) {
    JsonNode started =
        management.post("/admin/v1/videos/" + video + "/rotate", Map.of("ticket", ticket.text()));
    String job = started.path("job").asText();
    try (Progress progress = Progress.ofSteps(terminal, "Encrypting", -1)) {
      JsonNode now = management.get(JOBS + job);
      tell(progress, now);
      while ("running".equals(now.path("state").asText())) {
        pause();
        JsonNode before = now;
        now = management.get(JOBS + job);
        if (!now.equals(before)) {
          tell(progress, now);
        }
      }
      if (!"done".equals(now.path("state").asText())) {
        throw new UserFaultException(
            "The rotation failed ("
                + now.path("error").path("code").asText()
                + "); the video plays on under its old keys, run the command again.");
      }
    }
  }

  private void tell(Progress progress, JsonNode now) {
    if (json) {
      terminal.line(Json.write(now));
    } else if ("running".equals(now.path("state").asText())) {
      progress.of(now.path("total").asLong());
      progress.at(now.path("done").asLong());
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserFaultException("Interrupted; the rotation goes on by itself.", e);
    }
  }
}
