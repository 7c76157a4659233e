package dev.reelkey.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reelkey.core.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RemotePublicKeysTest {
  private final SigningKey key = SigningKey.generate("play-1");
  private final AtomicBoolean up = new AtomicBoolean(true);
  private HttpServer server;
  private RemotePublicKeys keys;

  @BeforeEach
  void start() throws IOException {
    byte[] jwks = Json.bytes(SigningKey.jwks(List.of(key)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(up.get() ? 200 : 503, up.get() ? jwks.length : -1);
          if (up.get()) {
            exchange.getResponseBody().write(jwks);
          }
          exchange.close();
        });
    server.start();
    keys =
        new RemotePublicKeys(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whileTheAddressHasNotAnsweredNoKeyIsCalledUnknown() {
    up.set(false);
    for (int request = 0; request < 5; request++) {
      assertThatThrownBy(() -> keys.find("play-1"))
          .isInstanceOf(PublicKeys.KeysUnavailableException.class);
    }
  }

  @Test
  @DisplayName("TOK-3 unknown key ids are unknown, and known ones outlive the address")
  void unknownKeyIdsAreUnknownAndKnownOnesOutliveTheAddress() {
    assertThat(keys.find("play-1")).isPresent();
    for (int request = 0; request < 5; request++) {
      assertThat(keys.find("other-" + request)).isEmpty();
    }
    up.set(false);
    assertThat(keys.find("play-1")).isPresent();
  }

  @Test
  void prefetchDoesNotFailTheStart() {
    up.set(false);
    assertThat(keys.prefetched()).isSameAs(keys);
  }
}
