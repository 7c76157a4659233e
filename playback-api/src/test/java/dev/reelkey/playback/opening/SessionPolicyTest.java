package dev.reelkey.playback.opening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.token.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPolicyTest {
  @ParameterizedTest
  @CsvSource({"60, 14400", "7200, 14400", "7201, 14402", "20000, 40000", "90000, 86400"})
  void aSessionLivesFourHoursOrTwiceTheFilmAndADayAtMost(double film, long seconds) {
    assertThat(policy(Tier.BEARER).life(film)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "DPOP, DPOP, true", "DPOP, BEARER, false", "DPOP, NATIVE, false",
    "BEARER, DPOP, true", "BEARER, BEARER, true", "BEARER, NATIVE, false",
    "NATIVE, DPOP, true", "NATIVE, BEARER, true", "NATIVE, NATIVE, true"
  })
  void nothingBelowTheFloorIsAllowed(Tier floor, Tier asked, boolean allowed) {
    assertThat(policy(floor).allows(asked)).isEqualTo(allowed);
  }

  @Test
  void whoAsksForNothingGetsBearerOrBetter() {
    assertThat(policy(Tier.NATIVE).usual(false)).isEqualTo(Tier.BEARER);
    assertThat(policy(Tier.BEARER).usual(false)).isEqualTo(Tier.BEARER);
    assertThat(policy(Tier.DPOP).usual(false)).isEqualTo(Tier.DPOP);
    assertThat(policy(Tier.BEARER).usual(true)).isEqualTo(Tier.DPOP);
  }

  @Test
  void onlyNativeSessionsHaveATallestRendition() {
    assertThat(policy(Tier.NATIVE).maxHeight(Tier.NATIVE)).hasValue(720);
    assertThat(policy(Tier.NATIVE).maxHeight(Tier.BEARER)).isEmpty();
  }

  private static SessionPolicy policy(Tier floor) {
    return new SessionPolicy(Duration.ofHours(4), Duration.ofHours(24), floor, 3, 720);
  }
}
