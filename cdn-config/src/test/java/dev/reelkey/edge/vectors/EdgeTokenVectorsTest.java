package dev.reelkey.edge.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.edge.vectors.VectorFile.Vector;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("EDG-2: one file of vectors, one verdict everywhere")
class EdgeTokenVectorsTest {
  @Test
  void theFileIsWhatTheMakerMakes() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/vectors/edge-token.json")) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(new VectorMaker().make().json());
    }
  }

  @Test
  void thereAreEnoughOfEachVerdict() throws Exception {
    VectorFile file = VectorFile.checkedIn();

    assertThat(file.vectors()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(Arrays.asList(Verdict.values()))
        .allSatisfy(
            verdict ->
                assertThat(file.vectors())
                    .filteredOn(vector -> vector.verdict() == verdict)
                    .hasSizeGreaterThan(5));
  }

  @Test
  void theVerifierOfTheServicesAgreesWithEveryVector() throws Exception {
    VectorFile file = VectorFile.checkedIn();
    Map<String, Secret> keys = new HashMap<>();
    file.keys()
        .forEach((id, key) -> keys.put(id, Secret.copyOf(Base64.getUrlDecoder().decode(key))));

    assertThat(file.vectors())
        .allSatisfy(
            vector -> assertThat(judge(vector, keys)).as(vector.why()).isEqualTo(vector.verdict()));
  }

  private static Verdict judge(Vector vector, Map<String, Secret> keys) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(vector.now()), ZoneOffset.UTC);
    Optional<MediaPath> path = MediaPath.parse(vector.url());
    if (path.isEmpty()) {
      return Verdict.MALFORMED;
    }
    return switch (new EdgeTokenVerifier(MacKeys.of(keys), clock).verify(path.get()).verdict()) {
      case ACCEPTED -> Verdict.OK;
      case INVALID -> Verdict.INVALID;
      case EXPIRED -> Verdict.EXPIRED;
    };
  }
}
