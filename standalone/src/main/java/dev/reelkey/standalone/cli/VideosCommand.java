package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reelkey videos}: list, show, retry, delete. */
@Command(
    name = "videos",
    mixinStandardHelpOptions = true,
    description = "List videos; or show, retry, delete one.")
final class VideosCommand implements Callable<Integer> {
  private static final String PATH = "/v1/videos";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  VideosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list();
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List videos.")
  int list() {
    List<JsonNode> videos = new Pages(remote.api(terminal)).all(PATH, "videos", Map.of());
    if (remote.json()) {
      terminal.line(Json.write(Map.of("videos", videos)));
      return 0;
    }
    Table table = new Table("ID", "STATE", "LENGTH", "CREATED", "TITLE");
    for (JsonNode video : videos) {
      table.row(
          video.path("id").asText(),
          video.path("state").asText(),
          length(video),
          video.path("created_at").asText(),
          video.path("title").asText());
    }
    table.print(terminal);
    return 0;
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one video.")
  int show(@Parameters(paramLabel = "ID", description = "Its id.") Id id) {
    new Fields(terminal, remote.json()).show(remote.api(terminal).get(PATH + "/" + id));
    return 0;
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Try a failed video again.")
  int retry(@Parameters(paramLabel = "ID", description = "Its id.") Id id) {
    new Fields(terminal, remote.json())
        .show(remote.api(terminal).post(PATH + "/" + id + "/retry", Map.of()));
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Delete a video: its keys first, then everything else.")
  int delete(
      @Parameters(paramLabel = "ID", description = "Its id.") Id id,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    if (!yes) {
      terminal.requireYes("Delete video " + id + " and all its keys for ever?");
    }
    remote.api(terminal).delete(PATH + "/" + id);
    new Fields(terminal, remote.json()).done("deleted " + id);
    return 0;
  }

  private static String length(JsonNode video) {
    if (!video.hasNonNull("duration_seconds")) {
      return "-";
    }
    Duration length = Duration.ofSeconds(Math.round(video.path("duration_seconds").asDouble()));
    return length.toHours() > 0
        ? String.format(
            "%d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart())
        : String.format("%d:%02d", length.toMinutes(), length.toSecondsPart());
  }
}
