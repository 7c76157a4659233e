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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reelkey jobs}: what the workers do, and the dead letters. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "List the work on videos; or retry, delete what failed.")
final class JobsCommand implements Callable<Integer> {
  private static final String PATH = "/v1/jobs";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only waiting, running or dead ones.")
  private @Nullable String state;

  JobsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Map<String, @Nullable String> filters = new HashMap<>();
    filters.put("state", state);
    List<JsonNode> jobs = new Pages(remote.api(terminal)).all(PATH, "jobs", filters);
    if (remote.json()) {
      terminal.line(Json.write(Map.of("jobs", jobs)));
      return 0;
    }
    Table table = new Table("JOB", "STATE", "TITLE", "ERROR");
    for (JsonNode job : jobs) {
      table.row(
          job.path("id").asText(),
          job.path("state").asText(),
          job.path("title").asText(),
          job.path("error").path("code").asText("-"));
    }
    table.print(terminal);
    return 0;
  }

  @Command(name = "retry", mixinStandardHelpOptions = true, description = "Try a job again.")
  int retry(@Parameters(paramLabel = "JOB", description = "Its id.") Id id) {
    remote.api(terminal).post(PATH + "/" + id + "/retry", Map.of());
    new Fields(terminal, remote.json()).done("queued " + id + " again");
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Cancel work under way, or dismiss a dead letter.")
  int delete(
      @Parameters(paramLabel = "JOB", description = "Its id.") Id id,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    if (!yes) {
      terminal.requireYes("Give up the work on video " + id + "?");
    }
    remote.api(terminal).delete(PATH + "/" + id);
    new Fields(terminal, remote.json()).done("deleted " + id);
    return 0;
  }
}
