package dev.reelkey.transcoder.media.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The walls around the media process: bubblewrap (no network, no files, no other processes) and
 * rlimits, as far as the machine has them.
 */
public final class Sandbox {
  /** How strong the walls are. */
  public enum Strength {
    FULL,
    RLIMITS,
    NONE
  }

  private final Optional<Path> bubblewrap;
  private final Optional<Path> prlimit;

  private Sandbox(Optional<Path> bubblewrap, Optional<Path> prlimit) {
    this.bubblewrap = bubblewrap;
    this.prlimit = prlimit;
  }

  /** What this machine has; tries bubblewrap once, since user namespaces may be forbidden. */
  public static Sandbox detect() {
    Optional<Path> found = program("bwrap").filter(Sandbox::works);
    return new Sandbox(found, program("prlimit"));
  }

  /** Rlimits only, for machines whose operator chose so, and for tests. */
  public static Sandbox rlimitsOnly() {
    return new Sandbox(Optional.empty(), program("prlimit"));
  }

  public Strength strength() {
    if (bubblewrap.isPresent() && prlimit.isPresent()) {
      return Strength.FULL;
    }
    return prlimit.isPresent() ? Strength.RLIMITS : Strength.NONE;
  }

  /** One sentence for the log and for {@code doctor}: what stands, what is missing, the way out. */
  public String describe() {
    return switch (strength()) {
      case FULL -> "uploaded media is parsed under bubblewrap and rlimits";
      case RLIMITS ->
          "uploaded media is parsed under rlimits only: install bubblewrap and allow user"
              + " namespaces to cut it off from network and files";
      case NONE ->
          "uploaded media is parsed without a sandbox: install bubblewrap and util-linux"
              + " (prlimit)";
    };
  }

  /** The command that runs {@code java} behind the walls; every path it needs is listed. */
  List<String> wrap(List<String> java, List<Path> readable, ChildLimits limits) {
    List<String> command = new ArrayList<>();
    prlimit.ifPresent(
        program ->
            command.addAll(
                List.of(
                    program.toString(),
                    "--cpu=" + limits.cpu().toSeconds(),
                    "--fsize=0",
                    "--nofile=64",
                    "--core=0")));
    bubblewrap.ifPresent(program -> command.addAll(walls(program, readable)));
    command.addAll(java);
    return command;
  }

  private static List<String> walls(Path bubblewrap, List<Path> readable) {
    List<String> walls = new ArrayList<>();
    walls.add(bubblewrap.toString());
    walls.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session"));
    walls.addAll(List.of("--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--clearenv"));
    walls.addAll(List.of("--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib"));
    walls.addAll(List.of("--symlink", "usr/lib64", "/lib64", "--tmpfs", "/tmp"));
    walls.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    for (Path path : readable) {
      walls.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    walls.addAll(List.of("--chdir", "/tmp"));
    return walls;
  }

  private static boolean works(Path bubblewrap) {
    List<String> command = walls(bubblewrap, List.of());
    command.add("/usr/bin/true");
    try {
      Process trial =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor() == 0;
    } catch (java.io.IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Path> program(String name) {
    return List.of("/usr/bin", "/bin", "/usr/local/bin").stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
