package dev.reelkey.standalone.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.token.SigningKey;
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

class PlaybackKeysTest {
  private final SetClock clock = new SetClock();
  @TempDir private Path root;
  private DataDirectory data;

  @BeforeEach
  void prepare() {
    data = DataDirectory.at(root, Optional.empty());
    data.prepare();
  }

  @Test
  void aNewKeyIsPublishedAtOnceAndSignsTenMinutesLater() {
    PlaybackKeys keys = open();

    assertThat(keys.rotate()).isTrue();

    assertThat(ids(keys.published())).containsExactly("play-1", "play-2");
    clock.pass(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(keys.current().keyId()).isEqualTo("play-1");
    clock.pass(Duration.ofSeconds(1));
    assertThat(keys.current().keyId()).isEqualTo("play-2");
  }

  @Test
  void aShortDelayGoesThroughPublishSignAndRetireInSeconds() {
    PlaybackKeys keys = open(Duration.ofSeconds(5));
    keys.rotate();

    assertThat(keys.current().keyId()).isEqualTo("play-1");
    clock.pass(Duration.ofSeconds(5));
    assertThat(keys.current().keyId()).isEqualTo("play-2");
    assertThat(ids(keys.published())).containsExactly("play-1", "play-2");
    clock.pass(Duration.ofSeconds(5));
    assertThat(ids(keys.published())).containsExactly("play-2");
  }

  @Test
  void theOldKeyVerifiesUntilItsLastTokenIsDead() {
    PlaybackKeys keys = open();
    keys.rotate();

    clock.pass(Duration.ofMinutes(16));
    assertThat(keys.publicKeys().find("play-1")).as("tokens live five minutes").isPresent();
    clock.pass(Duration.ofMinutes(4));
    assertThat(keys.publicKeys().find("play-1")).isEmpty();
    assertThat(keys.publicKeys().find("play-2")).isPresent();
  }

  @Test
  void aSecondRotationWaitsForTheFirst() {
    PlaybackKeys keys = open();
    keys.rotate();

    assertThat(keys.rotate()).isFalse();
    assertThat(ids(keys.published())).containsExactly("play-1", "play-2");
    clock.pass(Duration.ofMinutes(10));
    assertThat(keys.rotate()).isTrue();
  }

  @Test
  void aLaterStartGoesOnWithTheSameKeysAndTimes() {
    PlaybackKeys before = open();
    before.rotate();
    clock.pass(Duration.ofMinutes(11));

    PlaybackKeys after = open();

    assertThat(after.current().keyId()).isEqualTo("play-2");
    assertThat(after.current().publicKey()).isEqualTo(before.current().publicKey());
    assertThat(ids(after.published())).containsExactly("play-1", "play-2");
  }

  @Test
  void theFileOfARetiredKeyIsRemovedWithTheNextRotation() {
    PlaybackKeys keys = open();
    keys.rotate();
    clock.pass(Duration.ofMinutes(30));

    keys.rotate();

    assertThat(data.secrets().resolve("playback-key-1.jwk")).doesNotExist();
    assertThat(data.secrets().resolve("playback-key-2.jwk")).exists();
    assertThat(data.secrets().resolve("playback-key-3.jwk")).exists();
    assertThat(ids(keys.published())).containsExactly("play-2", "play-3");
  }

  private PlaybackKeys open() {
    return open(Duration.ofMinutes(10));
  }

  private PlaybackKeys open(Duration delay) {
    return PlaybackKeys.open(Secrets.open(data, new SecureRandom()), clock, delay);
  }

  private static List<String> ids(List<SigningKey> keys) {
    return keys.stream().map(SigningKey::keyId).toList();
  }
}
