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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reelkey jobs}: what the workers do, and the dead letters. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "List the work on videos; or show, retry, delete a job.")
final class JobsCommand implements Callable<Integer> {
  private static final String PATH = "/v1/jobs";
  private static final String STATE = "Only waiting, running or dead ones.";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Option(names = "--state", paramLabel = "STATE", description = STATE)
  private @Nullable String state;

  JobsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list(state);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the work that has not ended well; the default.")
  int list(
      @Option(names = "--state", paramLabel = "STATE", description = STATE)
          @Nullable String wanted) {
    List<JsonNode> jobs = jobs(wanted);
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

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one job.")
  int show(@Parameters(paramLabel = "JOB", description = "Its id.") Id id) {
    JsonNode found =
        jobs(null).stream()
            .filter(job -> job.path("id").asText().equals(id.value()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserFaultException(
                        "There is no work on video "
                            + id
                            + "; 'reelkey videos show "
                            + id
                            + "' says how it is."));
    new Fields(terminal, remote.json()).show(found);
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

  private List<JsonNode> jobs(@Nullable String wanted) {
    Map<String, @Nullable String> filters = new HashMap<>();
    filters.put("state", wanted);
    return new Pages(remote.api(terminal)).all(PATH, "jobs", filters);
  }
}
