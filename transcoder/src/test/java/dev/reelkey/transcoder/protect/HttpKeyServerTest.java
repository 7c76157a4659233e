package dev.reelkey.transcoder.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.SigningKey;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class HttpKeyServerTest {
  private static final RandomIds IDS = new RandomIds(new SecureRandom());

  @Test
  void onlyTheSealIsTakenForOne() {
    assertThat(refusal(new Problem(403, "plan_sealed", "Sealed.")::sendTo).isSealed()).isTrue();
    assertThat(refusal(new Problem(403, "role_missing", "No.")::sendTo).isSealed()).isFalse();
    assertThat(refusal(exchange -> exchange.setStatusCode(403)).isSealed()).isFalse();
    assertThat(refusal(new Problem(404, "plan_sealed", "Odd.")::sendTo).isSealed()).isFalse();
  }

  private static KeysRefusedException refusal(HttpHandler answer) {
    Undertow server = Undertow.builder().addHttpListener(0, "127.0.0.1", answer).build();
    server.start();
    try {
      int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
      HttpKeyServer keys =
          new HttpKeyServer(
              URI.create("http://127.0.0.1:" + port),
              SigningKey.generate("svc-1"),
              Clock.systemUTC());
      return catchThrowableOfType(
          KeysRefusedException.class, () -> keys.keys(IDS.video(), IDS.generation(), 0, 0));
    } finally {
      server.stop();
    }
  }
}
