package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.Remote;
import java.util.Map;

/** Follows work whose answer comes as one JSON object per line. */
final class LongWork {
  private final Terminal terminal;
  private final boolean json;

  LongWork(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** The last line, which says that the work is finished. */
  JsonNode follow(Remote remote, String name, String path, Map<String, String> body) {
    JsonNode[] last = {JsonNodeFactory.instance.objectNode()};
    try (Progress progress = Progress.ofSteps(terminal, name, -1)) {
      remote.postForLines(
          path,
          body,
          line -> {
            last[0] = line;
            tell(progress, line);
          });
    }
    if (!last[0].path("finished").asBoolean()) {
      throw new UserFaultException(
          name + " broke off; run the command again, it goes on where it stopped.");
    }
    return last[0];
  }

  private void tell(Progress progress, JsonNode line) {
    if (json) {
      terminal.line(Json.write(line));
      return;
    }
    if (line.hasNonNull("total")) {
      progress.of(line.path("total").asLong());
    }
    if (line.hasNonNull("done")) {
      progress.at(line.path("done").asLong());
    }
    if (line.hasNonNull("failure")) {
      terminal.line(line.path("object").asText() + ": " + line.path("failure").asText());
    }
    if (line.hasNonNull("fault")) {
      terminal.line(
          line.path("rendition").asText()
              + "/"
              + line.path("file").asText()
              + ": "
              + line.path("fault").asText());
    }
  }
}
