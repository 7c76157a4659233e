package dev.reelkey.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:9");

  @TempDir private Path root;

  @Test
  void aForeignProcessThatHasTheNotedIdIsNotReelkey() throws Exception {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    data.prepare();
    Process foreign = new ProcessBuilder("sleep", "60").start();
    try {
      new Running(foreign.pid(), ADDRESS, ADDRESS, Set.of(), ADDRESS, data.secrets(), true)
          .note(data);
      DirectoryLock.take(data).close();

      assertThat(Running.find(data)).isEmpty();
    } finally {
      foreign.destroyForcibly();
    }
  }
}
