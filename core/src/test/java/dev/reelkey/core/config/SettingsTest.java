package dev.reelkey.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void whatIsNotSetTakesItsDefault() {
    Settings settings = new Settings(Map.of("X_BLANK", " "));

    assertThat(settings.integer("X_PORT", 8080, 1, 65_535)).isEqualTo(8080);
    assertThat(settings.duration("X_WAIT", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.text("X_BLANK", "fallback")).isEqualTo("fallback");
    assertThatCode(() -> settings.finish("X_")).doesNotThrowAnyException();
  }

  @Test
  void valuesAreReadInTheirOwnUnits() {
    Settings settings =
        new Settings(Map.of("X_WAIT", "5m", "X_URL", "https://a.example/b", "X_ON", "true"));

    assertThat(settings.duration("X_WAIT", Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.uri("X_URL", URI.create("http://x"))).hasHost("a.example");
    assertThat(settings.flag("X_ON", false)).isTrue();
  }

  @Test
  @DisplayName("OPS-6: all faults are told at once, and no value is quoted")
  void allFaultsAreToldAtOnceAndNoValueIsQuoted() {
    Settings settings =
        new Settings(Map.of("X_PORT", "hunter2", "X_WAIT", "hunter3", "X_TYPO", "hunter4"));
    settings.integer("X_PORT", 1, 1, 9);
    settings.duration("X_WAIT", Duration.ZERO);
    settings.requiredText("X_NAME");

    assertThatThrownBy(() -> settings.finish("X_"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContainingAll(
            "X_PORT", "X_WAIT", "X_NAME must be set", "X_TYPO is not a setting")
        .hasMessageNotContaining("hunter");
  }
}
