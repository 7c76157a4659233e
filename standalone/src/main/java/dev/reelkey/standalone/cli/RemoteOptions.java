package dev.reelkey.standalone.cli;

import dev.reelkey.core.token.Scope;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.remote.Aim;
import dev.reelkey.standalone.remote.Remote;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes that speaks to a running Reelkey. */
final class RemoteOptions {
  private static final Set<Scope> ALL_BUT_KEYS =
      Set.of(Scope.VIDEOS_READ, Scope.VIDEOS_WRITE, Scope.PLAYBACK_START, Scope.SESSIONS_REVOKE);

  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer in JSON, for machines.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** The public API of the aim. */
  Remote api(Terminal terminal) {
    return aim(terminal).api(ALL_BUT_KEYS);
  }

  /** Where a video is watched. */
  URI watchUrl(Terminal terminal, String id) {
    return aim(terminal).pages().resolve("/watch/" + id);
  }

  Remote management(Terminal terminal) {
    return aim(terminal).management();
  }

  /** The public API of a process that this very command has started. */
  static Remote api(Terminal terminal, DataOptions data, Running running) {
    return new Aim(
            Map.of(), Optional.of(running), () -> data.secrets(terminal.random()), terminal.clock())
        .api(ALL_BUT_KEYS);
  }

  private Aim aim(Terminal terminal) {
    return new Aim(
        terminal.environment(),
        Running.find(data.directory()),
        () -> data.secrets(terminal.random()),
        terminal.clock());
  }
}
