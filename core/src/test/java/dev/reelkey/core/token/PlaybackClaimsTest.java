package dev.reelkey.core.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.ViewerPseudonym;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybackClaimsTest {
  private final RandomIds ids = new RandomIds(new SecureRandom());
  private final SigningKey key = SigningKey.generate("play-1");
  private final ViewerPseudonym viewer = new ViewerPseudonym(ids.text(16));

  @Test
  void heightThatIsNoHeightDoesNotMeanAll() {
    assertThat(PlaybackClaims.read(signed(720))).hasValueSatisfying(this::isSmall);
    for (Object height : new Object[] {"720", 720.5, 0, -1, true, Long.MAX_VALUE}) {
      assertThat(PlaybackClaims.read(signed(height))).as("%s", height).isEmpty();
    }
  }

  private void isSmall(PlaybackClaims claims) {
    assertThat(claims.maxHeight()).isEqualTo(720);
  }

  private SignedJwt signed(Object height) {
    long now = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://play.example");
    claims.put("aud", PlaybackClaims.AUDIENCE);
    claims.put("sub", viewer.value());
    claims.put("sid", ids.session(viewer).value());
    claims.put("vid", ids.video().value());
    claims.put("gen", ids.generation().value());
    claims.put("tier", "bearer");
    claims.put("max_height", height);
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("jti", "id");
    return SignedJwt.parse(new JwtSigner(key, PlaybackClaims.TYPE).sign(claims)).orElseThrow();
  }
}
