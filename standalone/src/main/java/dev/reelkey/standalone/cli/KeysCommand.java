package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.remote.Remote;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reelkey keys}: what the key administrator does, over the management listener. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "List, show, rotate, shred and verify keys.")
final class KeysCommand implements Callable<Integer> {
  private static final String KEYS = "/admin/v1/keys";
  private static final String VIDEOS = "/admin/v1/videos/";

  private final Terminal terminal;
  @Mixin private final RemoteOptions remote = new RemoteOptions();

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return list();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the videos that have keys.")
  int list() {
    List<JsonNode> keyrings =
        new Pages(remote.management(terminal)).all(KEYS, "keyrings", Map.of());
    if (remote.json()) {
      terminal.line(Json.write(Map.of("keyrings", keyrings)));
      return 0;
    }
    Table table = new Table("VIDEO", "GENERATION", "STATE", "REVISION", "KEK", "KEYS", "SEALED");
    for (JsonNode each : keyrings) {
      table.row(
          each.path("video").asText(),
          each.path("generation").asText(),
          each.path("state").asText(),
          each.path("revision").asText(),
          each.path("kek_version").asText(),
          each.path("keys").asText(),
          each.path("sealed").asText());
    }
    table.print(terminal);
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show the keyrings of one video, never a key.")
  int show(@Parameters(paramLabel = "VIDEO", description = "Its id.") Id id) {
    new Fields(terminal, remote.json())
        .show(remote.management(terminal).get(KEYS + "/videos/" + id));
    return 0;
  }

  @Command(
      name = "rotate-kek",
      mixinStandardHelpOptions = true,
      description =
          "Add a key-encryption key, use it from now on, and wrap every keyring anew."
              + " If it is interrupted, run it again with --resume.")
  int rotateKek(
      @Option(names = "--dry-run", description = "Only say what would be done.") boolean dryRun,
      @Option(names = "--resume", description = "Wrap what is left; add no further key.")
          boolean resume) {
    Remote management = remote.management(terminal);
    if (!dryRun && !resume) {
      management.post(KEYS + "/kek/rotate", Map.of());
    }
    JsonNode end =
        new LongWork(terminal, remote.json())
            .follow(management, "Wrapping", KEYS + "/rewrap?dry_run=" + dryRun, Map.of());
    long failed = end.path("failed").asLong();
    if (!remote.json()) {
      long rewrapped = end.path("rewrapped").asLong();
      long current = end.path("skipped").asLong();
      terminal.line(
          dryRun
              // A further version makes every keyring old.
              ? "would wrap anew: " + (resume ? rewrapped : rewrapped + current) + " keyrings"
              : "wrapped anew: " + rewrapped + " keyrings, " + current + " were up to date");
      if (failed > 0) {
        terminal.line(failed + " failed: put them back from a copy, then run it with --resume");
      }
    }
    return failed == 0 ? 0 : 1;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Encrypt a video again under new keys, without transcoding; running sessions play on.")
  int rotate(
      @Parameters(paramLabel = "VIDEO", description = "Its id.") Id id,
      @Option(names = "--dry-run", description = "Only say what would be done.") boolean dryRun) {
    Remote management = remote.management(terminal);
    if (dryRun) {
      new Fields(terminal, remote.json())
          .show(management.post(VIDEOS + id + "/rotate?dry_run=true", Map.of()));
      return 0;
    }
    new Rotation(terminal, remote.json(), management).follow(id, Ticket.of(management, id));
    new Fields(terminal, remote.json()).done("rotated " + id);
    return 0;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Decrypt and check every segment of a video against its records.")
  int verify(
      @Parameters(paramLabel = "VIDEO", description = "Its id.") Id id,
      @Option(names = "--dry-run", description = "Only say what would be read.") boolean dryRun) {
    Remote management = remote.management(terminal);
    if (dryRun) {
      new Fields(terminal, remote.json())
          .show(management.post(VIDEOS + id + "/verify?dry_run=true", Map.of()));
      return 0;
    }
    JsonNode end =
        new LongWork(terminal, remote.json())
            .follow(
                management,
                "Verifying",
                VIDEOS + id + "/verify",
                Map.of("ticket", Ticket.of(management, id).text()));
    long failed = end.path("failed").asLong();
    if (!remote.json()) {
      terminal.line(end.path("segments").asLong() + " segments, " + failed + " failed");
    }
    return failed == 0 ? 0 : 1;
  }

  @Command(
      name = "shred",
      mixinStandardHelpOptions = true,
      description = "Destroy a video's keys; nobody can watch it again.")
  int shred(
      @Parameters(paramLabel = "VIDEO", description = "Its id.") Id id,
      @Option(
              names = "--final",
              description = "Also destroy every key-encryption key that wrapped them.")
          boolean isFinal,
      @Option(names = "--dry-run", description = "Only say what would be done.") boolean dryRun,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    if (!dryRun && !yes) {
      terminal.requireYes("Destroy the keys of " + id + " for ever?");
    }
    JsonNode answer =
        remote
            .management(terminal)
            .post(
                KEYS + "/videos/" + id + "/shred?final=" + isFinal + "&dry_run=" + dryRun,
                Map.of());
    new Fields(terminal, remote.json()).show(answer);
    if (!isFinal && !dryRun && !remote.json()) {
      terminal.line(
          "A backup of the bucket still opens them while its key-encryption key lives;"
              + " --final destroys that too.");
    }
    return 0;
  }
}
