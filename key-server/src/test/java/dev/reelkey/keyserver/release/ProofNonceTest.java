package dev.reelkey.keyserver.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.bouncycastle.EllipticCurves;
import dev.reelkey.keyserver.testing.MovableClock;
import dev.reelkey.keyserver.testing.ProofKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofNonceTest {
  private static final String ID = "a".repeat(26);
  private static final String PATH = "/t/x/" + ID + "/" + ID + "/v360/keys/" + ID;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final ProofKey player = new ProofKey();
  private final ProofCheck check =
      new ProofCheck(
          Set.of(URI.create("https://play.example/")),
          true,
          Secret.random(new SecureRandom(), 32),
          EllipticCurves.provider(),
          clock);

  @Test
  void proofNeedsANonceOfOurs() {
    assertThat(check(Map.of())).isEqualTo("use_dpop_nonce");
    assertThat(check(Map.of("nonce", "guessed"))).isEqualTo("use_dpop_nonce");
    assertThat(check(Map.of("nonce", check.nonce().orElseThrow()))).isEqualTo("passed");
  }

  @Test
  void nonceLivesFiveToTenMinutes() {
    String nonce = check.nonce().orElseThrow();
    clock.advance(Duration.ofMinutes(5));
    assertThat(check(Map.of("nonce", nonce))).isEqualTo("passed");
    clock.advance(Duration.ofMinutes(5));
    assertThat(check(Map.of("nonce", nonce))).isEqualTo("use_dpop_nonce");
  }

  private String check(Map<String, Object> changes) {
    Map<String, Object> claims =
        ProofKey.claims(
            "https://play.example" + PATH, "token", clock.instant().getEpochSecond(), "id");
    claims.putAll(changes);
    KeyRequest request =
        new KeyRequest(
            MediaPath.parse(PATH).orElseThrow(),
            new KeyId(ID),
            PATH,
            null,
            player.sign(player.header(), claims),
            "127.0.0.1",
            "request");
    Step<String> step = check.check(request, "token", player.thumbprint());
    return step instanceof Step.Stopped<String> stopped ? stopped.why().toString() : "passed";
  }
}
