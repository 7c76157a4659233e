package dev.reelkey.transcoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.transcoder.testing.Bench;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscoderTest {
  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void start() {
    bench = Bench.start(directory, 20, Map.of("TRANSCODER_CHUNK_SECONDS", "12"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void anUploadBecomesReadyWithSealedKeysAndNothingLeftOver() {
    HttpResponse<String> answer = bench.upload("ann", new byte[9_000_000]);

    assertThat(answer.statusCode()).isEqualTo(202);
    String video = (String) Bench.json(answer).get("id");
    Map<String, Object> ready = bench.await("ann", video, "READY", "FAILED");
    assertThat(ready).containsEntry("state", "READY").containsEntry("size_bytes", 9_000_000);
    GenerationId generation = new GenerationId((String) ready.get("generation"));
    assertThat(bench.keys.isSealed(generation)).isTrue();
    Bench.await("marker gone", () -> bench.bucket().list("open/", "", 5).isEmpty());
    assertThat(bench.bucket().list("videos/" + video + "/work/", "", 5)).isEmpty();
  }
}
