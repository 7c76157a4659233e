package dev.reelkey.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.testing.RealBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoRecordsTest {
  private static final VideoId VIDEO = new VideoId("a".repeat(26));

  @TempDir Path directory;
  private RealBucket store;
  private VideoRecords records;

  @BeforeEach
  void start() {
    store = RealBucket.start(directory);
    records = new VideoRecords(store.bucket());
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void aRecordComesBackAsItWasWritten() {
    VideoRecord written = record(1, "First");

    assertThat(records.append(written)).isTrue();
    assertThat(records.find(VIDEO)).hasValue(written);
  }

  @Test
  void idsAreStoredAsPlainText() {
    records.append(record(1, "First"));
    String json =
        new String(
            store.bucket().get(ObjectLayout.revision(ObjectLayout.records(VIDEO), 1)).orElseThrow(),
            StandardCharsets.UTF_8);

    assertThat(json).contains("\"video\":\"" + VIDEO + "\"");
  }

  @Test
  void theHighestOfManyRevisionsIsTheTruth() {
    for (int i = 1; i <= 23; i++) {
      records.append(record(i, "Title " + i));
    }

    assertThat(records.find(VIDEO).orElseThrow().title()).isEqualTo("Title 23");
  }

  @Test
  void anUploadInProgressOfTheStoreIsNoRevision() {
    records.append(record(1, "First"));
    // S3Proxy lists its temporary files as <key>-<uuid>.
    store.bucket().create(ObjectLayout.records(VIDEO) + "0000000000.json-x", new byte[1], "x/y");

    assertThat(records.find(VIDEO).orElseThrow().title()).isEqualTo("First");
  }

  @Test
  @DisplayName("DUR-4: of many writers of one revision exactly one wins")
  void ofManyWritersOfOneRevisionExactlyOneWins() {
    AtomicInteger winners = new AtomicInteger();
    IntStream.range(0, 16)
        .parallel()
        .forEach(
            i -> {
              if (records.append(record(1, "Writer " + i))) {
                winners.incrementAndGet();
              }
            });

    assertThat(winners).hasValue(1);
  }

  @Test
  @DisplayName("DUR-2: a writer whose answer was lost finds that it had won")
  void aWriterWhoseAnswerWasLostFindsThatItHadWon() {
    records.append(record(1, "First"));

    assertThat(records.append(record(1, "First"))).isTrue();
    assertThat(records.append(record(1, "Other"))).isFalse();
  }

  private static VideoRecord record(long revision, String title) {
    return new VideoRecord(
        VIDEO,
        revision,
        VideoState.PROCESSING,
        "alice",
        title,
        "default",
        new VideoAccess(List.of("bob")),
        null,
        new GenerationId("b".repeat(26)),
        0,
        1234,
        0,
        List.of(),
        null,
        Instant.ofEpochSecond(1_800_000_000),
        Instant.ofEpochSecond(1_800_000_001));
  }
}
