package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.token.Tier;
import dev.reelkey.playback.opening.SessionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaybackConfigTest {
  private static final URI OWN = URI.create("http://127.0.0.1:8080");

  @Test
  void theDefaultsAreThese() {
    assertThat(PlaybackConfig.read(new Settings(Map.of()), OWN))
        .isEqualTo(
            new PlaybackConfig(
                OWN,
                OWN,
                new SessionPolicy(Duration.ofHours(4), Duration.ofHours(24), Tier.BEARER, 3, 720),
                true,
                List.of("main-1"),
                Set.of(),
                new ClientAddress(Set.of())));
  }

  @Test
  void everySettingIsRead() {
    PlaybackConfig config =
        PlaybackConfig.read(
            new Settings(
                Map.of(
                    "PUBLIC_URL", "https://play.example.org/",
                    "MEDIA_URL", "https://cdn.example.org",
                    "PLAYBACK_SESSION_LIFE", "1h",
                    "PLAYBACK_SESSION_MAX", "2h",
                    "PLAYBACK_TIER_FLOOR", "dpop",
                    "PLAYBACK_MAX_STREAMS", "1",
                    "PLAYBACK_NATIVE_MAX_HEIGHT", "480",
                    "PLAYBACK_NATIVE_REFETCH", "false",
                    "PLAYBACK_EDGE_KEYS", "eu-2, eu-1",
                    "PLAYBACK_CORS_ORIGINS", "https://a.example,http://127.0.0.1:3000")),
            OWN);
    assertThat(config.publicUrl()).hasToString("https://play.example.org");
    assertThat(config.mediaUrl()).hasToString("https://cdn.example.org");
    assertThat(config.policy())
        .isEqualTo(new SessionPolicy(Duration.ofHours(1), Duration.ofHours(2), Tier.DPOP, 1, 480));
    assertThat(config.nativeMayFetchAgain()).isFalse();
    assertThat(config.edgeKeyIds()).containsExactly("eu-2", "eu-1");
    assertThat(config.origins())
        .containsExactlyInAnyOrder("https://a.example", "http://127.0.0.1:3000");
  }

  @Test
  void everyFaultIsToldAtOnceWithoutItsValue() {
    Settings settings =
        new Settings(
            Map.of(
                "PUBLIC_URL", "nowhere",
                "MEDIA_URL", "https://user@cdn.example.org?secret",
                "PLAYBACK_SESSION_LIFE", "25h",
                "PLAYBACK_SESSION_MAX", "long",
                "PLAYBACK_TIER_FLOOR", "open",
                "PLAYBACK_MAX_STREAMS", "0",
                "PLAYBACK_EDGE_KEYS", "main",
                "PLAYBACK_CORS_ORIGINS", "*",
                "PLAYBACK_TYPO", "1"));
    PlaybackConfig.read(settings, OWN);
    assertThatThrownBy(() -> settings.finish("PLAYBACK_"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("9 fault(s)")
        .hasMessageContaining("PLAYBACK_TYPO is not a setting")
        .hasMessageNotContaining("nowhere")
        .hasMessageNotContaining("secret");
  }
}
