package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.data.UserFaultException;
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

/** {@code reelkey sessions}: list, show and revoke. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "List playback sessions; or show, revoke one.")
final class SessionsCommand implements Callable<Integer> {
  private static final String PATH = "/v1/sessions";
  private static final String VIEWER = "Only this viewer's.";
  private static final String VIDEO = "Only this video's.";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Option(names = "--viewer", paramLabel = "NAME", description = VIEWER)
  private @Nullable String viewer;

  @Option(names = "--video", paramLabel = "ID", description = VIDEO)
  private @Nullable String video;

  @Spec private CommandSpec spec = CommandSpec.create();

  SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list(viewer, video);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the living sessions of a viewer, a video or both; the default.")
  int list(
      @Option(names = "--viewer", paramLabel = "NAME", description = VIEWER)
          @Nullable String ofViewer,
      @Option(names = "--video", paramLabel = "ID", description = VIDEO) @Nullable String ofVideo) {
    if (ofViewer == null && ofVideo == null) {
      throw new ParameterException(spec.commandLine(), "Name a viewer, a video or both");
    }
    List<JsonNode> sessions = sessions(ofViewer, ofVideo);
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
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show one living session on your videos.")
  int show(@Parameters(paramLabel = "SESSION", description = "Its id.") Id id) {
    // The API lists by viewer or video, and this command knows neither.
    JsonNode found =
        new Pages(remote.api(terminal))
            .all("/v1/videos", "videos", Map.of()).stream()
                .flatMap(each -> sessions(null, each.path("id").asText()).stream())
                .filter(each -> each.path("session_id").asText().equals(id.value()))
                .findFirst()
                .orElseThrow(
                    () -> new UserFaultException("No session " + id + " lives on your videos."));
    new Fields(terminal, remote.json()).show(found);
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

  private List<JsonNode> sessions(@Nullable String ofViewer, @Nullable String ofVideo) {
    Map<String, @Nullable String> filters = new HashMap<>();
    filters.put("viewer", ofViewer);
    filters.put("video", ofVideo);
    return new Pages(remote.api(terminal)).all(PATH, "sessions", filters);
  }
}
