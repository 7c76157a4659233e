package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.util.Map;

/** Shows one answer: as JSON for machines, else one field per line. */
final class Fields {
  private final Terminal terminal;
  private final boolean json;

  Fields(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  void show(JsonNode answer) {
    if (json) {
      terminal.line(Json.write(answer));
      return;
    }
    print("", answer);
  }

  /** Says in a word what has been done. */
  void done(String sentence) {
    terminal.line(json ? Json.write(Map.of("done", sentence)) : sentence);
  }

  private void print(String indent, JsonNode object) {
    object
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String name = indent + field.getKey().replace('_', ' ');
              if (value.isObject()) {
                terminal.line(name);
                print(indent + "  ", value);
              } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                value.forEach(
                    each -> {
                      terminal.line(name);
                      print(indent + "  ", each);
                    });
              } else {
                terminal.line(name + ": " + (value.isValueNode() ? value.asText() : value));
              }
            });
  }
}
