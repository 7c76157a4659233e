package dev.reelkey.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessIssuerConfigTest {
  @Test
  void withoutAnIssuerThereIsNone() {
    assertThat(AccessIssuerConfig.read(new Settings(Map.of()))).isEmpty();
  }

  @Test
  void defaultsAreThoseOfRfc9068() {
    AccessIssuerConfig config =
        AccessIssuerConfig.read(
                new Settings(
                    Map.of(
                        "ACCESS_ISSUER", "https://id.example",
                        "ACCESS_JWKS_URL", "https://id.example/jwks")))
            .orElseThrow();

    assertThat(config.type()).isEqualTo("at+jwt");
    assertThat(config.audience()).isEqualTo("reelkey");
    assertThat(config.scopeClaim()).isEqualTo("scope");
    assertThat(config.algorithms()).containsExactlyInAnyOrder("ES256", "RS256");
  }

  @Test
  void keysOverPlainHttpAreAFault() {
    Settings settings =
        new Settings(
            Map.of(
                "ACCESS_ISSUER", "https://id.example",
                "ACCESS_JWKS_URL", "http://id.example/jwks"));
    AccessIssuerConfig.read(settings);

    assertThatThrownBy(() -> settings.finish("ACCESS_"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("ACCESS_JWKS_URL")
        .hasMessageNotContaining("id.example");
  }
}
