package dev.reelkey.keyserver.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.keyserver.testing.MovableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketAuditLogTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private final MovableClock clock = new MovableClock(NOW);
  @TempDir private Path directory;
  private RealBucket store;
  private BucketAuditLog log;
  private AuditReader reader;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    log = new BucketAuditLog(store.bucket(), clock, "one", 10);
    reader = new AuditReader(store.bucket(), clock);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void fullBufferTakesNoGrantAndFlushingMakesRoom() {
    for (int n = 0; n < 10; n++) {
      assertThat(log.granted(event("granted", n))).isTrue();
    }
    assertThat(log.granted(event("granted", 10))).isFalse();
    log.flush();
    assertThat(log.granted(event("granted", 11))).isTrue();
    assertThat(reader.since(NOW, 100)).hasSize(10);
  }

  @Test
  void floodOfRefusalsLeavesHalfTheBufferToGrants() {
    for (int n = 0; n < 1_000; n++) {
      log.refused(event("token_missing", n));
    }
    for (int n = 0; n < 5; n++) {
      assertThat(log.granted(event("granted", n))).isTrue();
    }
    assertThat(log.granted(event("granted", 5))).isFalse();
  }

  @Test
  void floodOfStrangersIsCountedAndLeavesRoomToOtherRefusals() {
    for (int n = 0; n < 1_000; n++) {
      log.refusedStranger(event("path_malformed", n));
    }
    log.refused(event("session_revoked", 0));
    log.flush();

    List<String> lines = reader.since(NOW, 100);
    assertThat(lines).filteredOn(line -> line.contains("path_malformed")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("session_revoked")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.contains("\"count\":\"998\"")).hasSize(1);
    log.refusedStranger(event("path_malformed", 0));
    assertThat(log.buffered()).isEqualTo(1);
  }

  @Test
  void strangersHaveNoFurtherLineWhileTheStoreIsSilent() {
    store.stop();
    for (int n = 0; n < 1_000; n++) {
      log.refusedStranger(event("path_malformed", n));
    }
    log.flush();
    for (int n = 0; n < 1_000; n++) {
      log.refusedStranger(event("path_malformed", n));
    }
    log.flush();
    assertThat(log.buffered()).isEqualTo(2);
    store.startAgain();
    log.flush();

    assertThat(reader.since(NOW, 100)).hasSize(5);
  }

  @Test
  void whatTheStoreDoesNotTakeIsWrittenLaterAndOnce() {
    log.granted(event("granted", 1));
    store.stop();
    log.flush();
    log.granted(event("granted", 2));
    store.startAgain();
    log.flush();
    log.flush();

    List<String> lines = reader.since(NOW, 100);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"n\":\"1\"");
    assertThat(lines.get(1)).contains("\"n\":\"2\"");
  }

  @Test
  void takenNameCostsNoLine() {
    String first = ObjectLayout.audit(clock.instant(), clock.millis() + "-one-1");
    store.bucket().create(first, new byte[] {'x'}, "text/plain");
    log.granted(event("granted", 1));
    log.flush();

    assertThat(reader.since(NOW, 100)).singleElement().asString().contains("\"n\":\"1\"");
  }

  @Test
  void objectsLieByTheHour() {
    log.granted(event("granted", 1));
    log.flush();

    assertThat(store.bucket().list("audit/2026/03/04/05/", "", 10)).hasSize(1);
  }

  private KeyEvent event(String outcome, int n) {
    return new KeyEvent(clock.instant(), "release", outcome, Map.of("n", Integer.toString(n)));
  }
}
