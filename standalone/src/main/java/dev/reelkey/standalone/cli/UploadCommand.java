package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.remote.Remote;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reelkey upload}. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = "Upload a video file; prints its id.")
final class UploadCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  @Parameters(paramLabel = "FILE", description = "The video file.")
  private Path file = Path.of("");

  @Option(names = "--title", paramLabel = "T", description = "By default the file's name.")
  private @Nullable String title;

  @Option(names = "--wait", description = "Return when the video can be watched, or has failed.")
  private boolean wait;

  UploadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Remote api = remote.api(terminal);
    Ingest ingest = new Ingest(terminal, api);
    JsonNode video = ingest.upload(file, Optional.ofNullable(title));
    String id = video.path("id").asText();
    if (wait) {
      video = ingest.await(id);
    }
    if (remote.json()) {
      terminal.line(Json.write(video));
    } else {
      terminal.line(id);
      if (wait) {
        terminal.line("watch it at " + remote.watchUrl(terminal, id));
      }
    }
    return 0;
  }
}
