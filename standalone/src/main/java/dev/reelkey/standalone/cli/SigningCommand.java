package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reelkey signing}: the keys that sign playback tokens and media paths. */
@Command(
    name = "signing",
    mixinStandardHelpOptions = true,
    description = "Show the keys that sign playback tokens and media paths; or rotate them.")
final class SigningCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  SigningCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    show(remote.management(terminal).get("/admin/v1/signing"));
    return 0;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Publish a new key now; it signs after PLAYBACK_SIGNING_DELAY (ten minutes), and the old"
              + " one retires so long after that. Nobody's playback notices.")
  int rotate(
      @Option(
              names = "--edge",
              description =
                  "The key of media paths instead. Every nginx edge must have the new one before it"
                      + " signs; the old one retires a day after that.")
          boolean edge) {
    String which = edge ? "edge/rotate" : "rotate";
    show(remote.management(terminal).post("/admin/v1/signing/" + which, Map.of()));
    return 0;
  }

  private void show(JsonNode answer) {
    if (remote.json()) {
      terminal.line(Json.write(answer));
      return;
    }
    Table table = new Table("KEY", "STATE", "SIGNS FROM");
    rows(table, answer.path("keys"));
    rows(table, answer.path("edge_keys"));
    table.print(terminal);
  }

  private static void rows(Table table, JsonNode keys) {
    for (JsonNode key : keys) {
      table.row(
          key.path("key_id").asText(), key.path("state").asText(), key.path("signs_from").asText());
    }
  }
}
