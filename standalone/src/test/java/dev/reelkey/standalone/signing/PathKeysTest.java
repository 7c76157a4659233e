package dev.reelkey.standalone.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathKeysTest {
  private static final Duration DELAY = Duration.ofMinutes(10);
  private static final Duration LONGEST_SESSION = Duration.ofHours(24);

  private final SetClock clock = new SetClock();
  @TempDir private Path root;
  private DataDirectory data;

  @BeforeEach
  void prepare() {
    data = DataDirectory.at(root, Optional.empty());
    data.prepare();
  }

  @Test
  void aNewKeyIsAcceptedAtOnceAndSignsAfterTheDelay() {
    PathKeys keys = open("main-1");

    assertThat(keys.rotate()).isTrue();

    assertThat(keys.accepted()).containsExactlyInAnyOrder("main-1", "main-2");
    assertThat(keys.rotate()).as("while one waits").isFalse();
    clock.pass(DELAY.minusSeconds(1));
    assertThat(keys.current()).isEqualTo("main-1");
    clock.pass(Duration.ofSeconds(1));
    assertThat(keys.current()).isEqualTo("main-2");
  }

  @Test
  void theOldKeyOpensPathsUntilTheLongestSessionIsOver() {
    PathKeys keys = open("main-1");
    TokenMaster master = new TokenMaster(Secret.random(new SecureRandom(), 32));
    MacKeys found = keys.keys(master::edgeKey);
    keys.rotate();

    clock.pass(DELAY.plus(LONGEST_SESSION));
    assertThat(found.find("main-1")).contains(master.edgeKey("main-1"));
    clock.pass(DELAY);
    assertThat(found.find("main-1")).isEmpty();
    assertThat(found.find("main-2")).contains(master.edgeKey("main-2"));
    assertThat(found.find("main-3")).isEmpty();
  }

  @Test
  void aLaterStartGoesOnWithTheSameTimes() {
    open("main-1").rotate();
    clock.pass(DELAY);

    PathKeys after = open("main-1");

    assertThat(after.current()).isEqualTo("main-2");
    assertThat(after.accepted()).containsExactlyInAnyOrder("main-1", "main-2");
  }

  @Test
  void aConfiguredNumberAboveTheScheduleSignsAtOnceAndOtherEdgesAreAccepted() {
    open("main-1");

    PathKeys after = open("main-4", "eu-7");

    assertThat(after.current()).isEqualTo("main-4");
    assertThat(after.accepted()).containsExactlyInAnyOrder("main-1", "main-4", "eu-7");
    assertThat(open("eu-7").current()).as("a schedule of its own").isEqualTo("eu-7");
  }

  private PathKeys open(String... configured) {
    return PathKeys.open(Secrets.open(data, new SecureRandom()), clock, DELAY, List.of(configured));
  }
}
