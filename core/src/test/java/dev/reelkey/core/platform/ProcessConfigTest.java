package dev.reelkey.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.Settings;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessConfigTest {
  private static final Map<String, String> STORE =
      Map.of("S3_BUCKET", "b", "S3_ACCESS_KEY_ID", "a", "S3_SECRET_ACCESS_KEY", "s");

  @Test
  void byDefaultItListensOnLoopbackAndTakesNoAccessTokens() {
    ProcessConfig config = ProcessConfig.read(new Settings(STORE), "X_", 8080);
    assertThat(config.listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 8080));
    assertThat(config.management()).isEqualTo(new InetSocketAddress("127.0.0.1", 8081));
    assertThat(config.issuer()).isEmpty();
  }

  @Test
  void behindAProxyItListensElsewhere() {
    Map<String, String> values = new HashMap<>(STORE);
    values.put("X_LISTEN", "[::]:80");
    values.put("BEHIND_PROXY", "true");
    Settings settings = new Settings(values);
    ProcessConfig config = ProcessConfig.read(settings, "X_", 8080);
    settings.finish("X_");
    assertThat(config.listen()).isEqualTo(new InetSocketAddress("::", 80));
  }

  @Test
  void proxyBeforeThePublicListenerPermitsNoOpenManagement() {
    Map<String, String> values = new HashMap<>(STORE);
    values.put("X_MANAGEMENT_LISTEN", "0.0.0.0:81");
    values.put("BEHIND_PROXY", "true");
    Settings refused = new Settings(values);
    ProcessConfig.read(refused, "X_", 8080);
    assertThatThrownBy(() -> refused.finish("X_"))
        .hasMessageContaining("X_MANAGEMENT_LISTEN must be loopback");

    values.put("MANAGEMENT_BEHIND_PROXY", "true");
    Settings allowed = new Settings(values);
    ProcessConfig config = ProcessConfig.read(allowed, "X_", 8080);
    allowed.finish("X_");
    assertThat(config.management()).isEqualTo(new InetSocketAddress("0.0.0.0", 81));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0:80", "80", "host:80", "127.0.0.1", "127.0.0.1:x", "1.2.3.4:99999"})
  void anyOtherAddressIsAFault(String listen) {
    Map<String, String> values = new HashMap<>(STORE);
    values.put("X_LISTEN", listen);
    Settings settings = new Settings(values);
    ProcessConfig.read(settings, "X_", 8080);
    assertThatThrownBy(() -> settings.finish("X_"))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("1 fault(s)")
        .hasMessageContaining("X_LISTEN");
  }
}
