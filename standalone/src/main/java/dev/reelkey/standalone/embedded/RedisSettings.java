package dev.reelkey.standalone.embedded;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.standalone.data.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration file of the embedded Redis; it holds the password, so it is the owner's. */
record RedisSettings(Path directory, int port, Secret password) {
  private static final List<String> NOBODY_NEEDS =
      List.of(
          "FLUSHALL",
          "FLUSHDB",
          "CONFIG",
          "DEBUG",
          "MODULE",
          "REPLICAOF",
          "SLAVEOF",
          "MIGRATE",
          "MONITOR",
          "SHUTDOWN",
          "ACL",
          "KEYS");

  /** The file of Redis 6 and the directory of Redis 7. */
  private static final List<String> KEPT = List.of("appendonly.aof", "appendonlydir");

  Path file() {
    return directory.resolve("redis.conf");
  }

  Path pidFile() {
    return directory.resolve("redis.pid");
  }

  /**
   * Moves what Redis has kept out of its way.
   *
   * @return whether there was anything
   */
  boolean setAside() throws IOException {
    boolean moved = false;
    for (String kept : KEPT) {
      Path file = directory.resolve(kept);
      if (Files.exists(file)) {
        Path aside =
            directory.resolve(kept + ".unreadable-" + Files.getLastModifiedTime(file).toMillis());
        Files.move(file, aside);
        moved = true;
      }
    }
    return moved;
  }

  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    line(text, "bind 127.0.0.1");
    line(text, "port " + port);
    line(text, "protected-mode yes");
    line(text, "requirepass " + new String(password.reveal(), StandardCharsets.US_ASCII));
    line(text, "dir \"" + directory + "\"");
    line(text, "pidfile \"" + pidFile() + "\"");
    line(text, "logfile \"" + directory.resolve("redis.log") + "\"");
    line(text, "loglevel warning");
    line(text, "daemonize no");
    // With its title set, the process would not show which file it was started with.
    line(text, "set-proc-title no");
    line(text, "appendonly yes");
    line(text, "appendfsync everysec");
    line(text, "save \"\"");
    line(text, "maxmemory-policy noeviction");
    NOBODY_NEEDS.forEach(command -> line(text, "rename-command " + command + " \"\""));
    OwnerOnly.write(file(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
