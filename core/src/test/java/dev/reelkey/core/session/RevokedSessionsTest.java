package dev.reelkey.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.testing.RealBucket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokedSessionsTest {
  private static final SessionId SESSION = new SessionId("a".repeat(34));
  private static final SessionId OTHER = new SessionId("b".repeat(34));

  @TempDir Path directory;

  @Test
  void anotherInstanceKnowsARevocationOnceItHasReadUntilTheNextDayIsOver() {
    try (RealBucket s3 = RealBucket.start(directory)) {
      RevokedSessions here = new RevokedSessions(s3.bucket(), at("2030-01-02T23:59:00Z"));
      here.add(SESSION);
      here.add(SESSION);
      assertThat(here.contains(SESSION)).isTrue();
      assertThat(here.contains(OTHER)).isFalse();

      RevokedSessions nextDay = new RevokedSessions(s3.bucket(), at("2030-01-03T23:59:00Z"));
      assertThat(nextDay.contains(SESSION)).isFalse();
      nextDay.read();
      assertThat(nextDay.contains(SESSION)).isTrue();

      RevokedSessions later = new RevokedSessions(s3.bucket(), at("2030-01-04T00:00:00Z"));
      later.read();
      assertThat(later.contains(SESSION)).isFalse();
    }
  }

  @Test
  void whatIsNoSessionIsPassedOver() {
    try (RealBucket s3 = RealBucket.start(directory)) {
      byte[] content = {'{', '}'};
      s3.bucket().create("revoked/2030-01-02/" + SESSION + "-1b2c", content, "text/plain");
      s3.bucket().create("revoked/2030-01-02/" + OTHER, content, "text/plain");
      RevokedSessions revoked = new RevokedSessions(s3.bucket(), at("2030-01-02T12:00:00Z"));
      revoked.read();
      assertThat(revoked.contains(SESSION)).isFalse();
      assertThat(revoked.contains(OTHER)).isTrue();
    }
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }
}
