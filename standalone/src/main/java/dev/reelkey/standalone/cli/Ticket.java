package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.Remote;
import java.util.Map;

/**
 * Leave to read the sealed keys of one generation for a day.
 *
 * @param text for the transcoder, which shows it to the key-server
 */
record Ticket(String generation, String text) {
  static Ticket of(Remote management, Id video) {
    JsonNode keyrings = management.get("/admin/v1/keys/videos/" + video).path("keyrings");
    if (keyrings.isEmpty()) {
      throw new UserFaultException("The video " + video + " has no keys.");
    }
    if (!"live".equals(keyrings.get(0).path("state").asText())) {
      throw new UserFaultException(
          "The keys of "
              + video
              + " cannot be opened; 'reelkey keys show "
              + video
              + "' says why.");
    }
    String generation = keyrings.get(0).path("generation").asText();
    JsonNode ticket =
        management.post(
            "/admin/v1/keys/videos/" + video + "/generations/" + generation + "/ticket", Map.of());
    return new Ticket(generation, ticket.path("ticket").asText());
  }

  /** Not the text: it opens keys. */
  @Override
  public String toString() {
    return "Ticket(" + generation + ", redacted)";
  }
}
