package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reelkey sessions}: list and revoke. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "List playback sessions; or revoke one.")
final class SessionsCommand implements Callable<Integer> {
  private static final String PATH = "/v1/sessions";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Option(names = "--viewer", paramLabel = "NAME", description = "Only this viewer's.")
  private @Nullable String viewer;

  @Option(names = "--video", paramLabel = "ID", description = "Only this video's.")
  private @Nullable String video;

  @Spec private CommandSpec spec = CommandSpec.create();

  SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable String> filters = new HashMap<>();
    filters.put("viewer", viewer);
    filters.put("video", video);
    if (viewer == null && video == null) {
      throw new ParameterException(spec.commandLine(), "Name a viewer, a video or both");
    }
    List<JsonNode> sessions = new Pages(remote.api(terminal)).all(PATH, "sessions", filters);
    if (remote.json()) {
      terminal.line(Json.write(Map.of("sessions", sessions)));
      return 0;
    }
    Table table = new Table("SESSION", "VIDEO", "TIER", "EXPIRES", "STATE");
    for (JsonNode session : sessions) {
      table.row(
          session.path("session_id").asText(),
          session.path("video_id").asText(),
          session.path("tier").asText(),
          session.path("expires_at").asText(),
          session.path("revoked").asBoolean() ? "revoked" : "live");
    }
    table.print(terminal);
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revoke a session: it gets no further key.")
  int revoke(
      @Parameters(paramLabel = "SESSION", description = "Its id.") Id id,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    if (!yes) {
      terminal.requireYes("Cut off session " + id + "?");
    }
    remote.api(terminal).delete(PATH + "/" + id);
    new Fields(terminal, remote.json()).done("revoked " + id);
    return 0;
  }
}
