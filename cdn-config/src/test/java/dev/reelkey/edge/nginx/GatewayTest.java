package dev.reelkey.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Route.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private static final Origin LOCAL = Origin.parse("http://127.0.0.1:8080");

  private static Gateway gateway(Path directory, String listen, Origin origin) {
    return new Gateway(
        directory,
        Listen.parse(listen),
        Optional.empty(),
        Map.of(Upstream.PLAYBACK, origin, Upstream.KEYS, origin, Upstream.TRANSCODER, origin),
        Path.of("/etc/reelkey/edge-keys.json"),
        RunningEdge.MODULES,
        Path.of("/etc/ssl/certs/ca-certificates.crt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8443", "*:8443", "192.0.2.7:8443", "[::]:8443"})
  void whatOthersReachNeedsTls(String listen) {
    assertThatThrownBy(() -> gateway(Path.of("/x"), listen, LOCAL))
        .hasMessageContaining("--tls-cert");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.5:8080",
        "http://playback:8080",
        "http://localhost.evil.example",
        "ftp://127.0.0.1",
        "http://127.0.0.1/path",
        "http://user@127.0.0.1",
        "127.0.0.1:8080",
        "",
        "http://127.0.0.1:8080,https://a.example",
        "https://a.example,https://b.example",
        "http://127.0.0.1:8080;",
        "http://127.0.0.1 evil"
      })
  void anOriginIsHttpsOrOnThisMachine(String url) {
    assertThatThrownBy(() -> Origin.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8443",
        "127.0.0.1",
        "127.0.0.1:0",
        "127.0.0.1:70000",
        "127.0.0.1:8443 ssl",
        "host;:1",
        ":1"
      })
  void anAddressOfAnotherFormIsRefused(String listen) {
    assertThatThrownBy(() -> Listen.parse(listen)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/a b", "/tmp/a;b", "/tmp/a\"b", "/tmp/a$b", "/tmp/{a}", "relative"})
  void aPathThatWouldChangeTheConfigurationIsRefused(String path) {
    assertThatThrownBy(() -> gateway(Path.of(path), "127.0.0.1:8443", LOCAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aServiceMayHaveSeveralInstancesUnderTls(@TempDir Path directory) throws Exception {
    Origin origin = Origin.parse("https://a.example,https://a.example:8443");
    new NginxConfig(EdgePolicy.shipped(), gateway(directory, "127.0.0.1:8443", origin)).write();

    String conf = Files.readString(directory.resolve("nginx.conf"));
    assertThat(conf)
        .contains("server a.example:443;", "server a.example:8443;")
        .contains(
            "proxy_pass https://keys$request_uri;",
            "proxy_ssl_verify on;",
            "proxy_ssl_name a.example;")
        .doesNotContain("{{", "}}");
  }

  @Test
  void aConnectionIsGivenUpBeforeTheServiceGivesItUp(@TempDir Path directory) throws Exception {
    new NginxConfig(EdgePolicy.shipped(), gateway(directory, "127.0.0.1:8443", LOCAL)).write();

    assertThat(Files.readString(directory.resolve("nginx.conf")).split("keepalive_timeout 10s;"))
        .hasSize(4);
  }

  @Test
  void noKeyIsInTheConfiguration(@TempDir Path directory) throws Exception {
    try (StubOrigin origin = new StubOrigin();
        RunningEdge edge = RunningEdge.start(directory, origin.url())) {
      String keys = Files.readString(directory.resolve("edge-keys.json"));
      String key = keys.split("\"")[3];
      assertThat(key).hasSize(43);
      for (String file : new String[] {"nginx.conf", "edge-policy.js", "edge-token.js"}) {
        assertThat(Files.readString(edge.directory().resolve(file))).doesNotContain(key);
      }
    }
  }
}
