package dev.reelkey.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessTokenVerifier;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final String PROXY = "127.0.0.1";

  @Test
  void withoutListedProxiesNobodysWordCounts() throws Exception {
    assertThat(seen(Set.of(), "192.0.2.1")).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "192.0.2.1, 10.0.0.1 | 192.0.2.1",
        "203.0.113.5, 192.0.2.1, 10.0.0.1 | 192.0.2.1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1 | 10.0.0.1",
        "192.0.2.1:4711 | 192.0.2.1",
        "192.0.2.1:4711, 10.0.0.1:80 | 192.0.2.1",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1] | 2001:db8:0:0:0:0:0:1"
      })
  void theLastAddressThatIsNoListedProxyIsTheClient(String header, String client) throws Exception {
    assertThat(seen(Set.of(PROXY, "10.0.0.1"), header)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cafe.de",
        "unknown",
        "999.1.1.1",
        "192.0.2.1:",
        "192.0.2.1:port",
        "192.0.2.1:123456",
        "[192.0.2.1]:80",
        "[2001:db8::1",
        "2001:db8::1]:80",
        "[2001:db8::1]80"
      })
  void whatIsNoAddressIsNobodyElses(String hop) throws Exception {
    String client = seen(Set.of(PROXY), "198.51.100.9, " + hop);

    assertThat(client).isNotIn(PROXY, "192.0.2.1", "2001:db8:0:0:0:0:0:1", "198.51.100.9");
    assertThat(client).isNotEqualTo(seen(Set.of(PROXY), "another"));
    assertThat(client).isEqualTo(seen(Set.of(PROXY), hop));
  }

  @Test
  void oneAddressHasOneSpelling() {
    Settings settings = new Settings(Map.of("TRUSTED_PROXIES", "::1, 10.0.0.1"));
    assertThat(ClientAddress.read(settings).trustedProxies())
        .containsExactlyInAnyOrder("0:0:0:0:0:0:0:1", "10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.org", "10.0.0.0/8", "10.0.0.1,", "10.0.0.1:80", "*"})
  void whatIsNoAddressIsAFault(String value) {
    Settings settings = new Settings(Map.of("TRUSTED_PROXIES", value));
    ClientAddress.read(settings);
    assertThatThrownBy(() -> settings.finish("NONE_")).isInstanceOf(BadSettingsException.class);
  }

  private static String seen(Set<String> proxies, String forwardedFor) throws Exception {
    ClientAddress addresses = new ClientAddress(proxies);
    Routes routes =
        new Routes(Cors.open())
            .get("/", Access.anybody("test"), e -> e.getResponseSender().send(addresses.of(e)));
    try (HttpServer server =
        HttpServer.start(
            new InetSocketAddress(PROXY, 0),
            Optional.empty(),
            routes,
            new AccessTokenVerifier(List.of(), Clock.systemUTC()),
            new RandomIds(new SecureRandom()))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
              .header("X-Forwarded-For", forwardedFor)
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
