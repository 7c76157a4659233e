package dev.reelkey.transcoder.protect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.core.secret.ContentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WycheproofCbcTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  @DisplayName("TOK-4: Wycheproof's AES-CBC vectors with 128-bit keys")
  void ourCipherJudgesEveryVectorAsPublished() throws Exception {
    Optional<Path> file = vectors();
    Assumptions.assumeTrue(file.isPresent(), "the Wycheproof vectors are not here");
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (JsonNode group : new ObjectMapper().readTree(file.get().toFile()).get("testGroups")) {
      if (group.get("keySize").asInt() != 128) {
        continue;
      }
      for (JsonNode vector : group.get("tests")) {
        judged++;
        if (opens(vector) != vector.get("result").asText().equals("valid")) {
          wrong.add(vector.get("tcId").asText());
        }
      }
    }
    assertThat(judged).isGreaterThanOrEqualTo(70);
    assertThat(wrong).isEmpty();
  }

  private static boolean opens(JsonNode vector) {
    try {
      byte[] clear =
          SegmentCipher.decrypt(
              ContentKey.copyOf(bytes(vector, "key")),
              new Iv(vector.get("iv").asText().toUpperCase(Locale.ROOT)),
              bytes(vector, "ct"));
      return Arrays.equals(clear, bytes(vector, "msg"));
    } catch (SealBrokenException refused) {
      return false;
    }
  }

  private static byte[] bytes(JsonNode vector, String name) {
    return HEX.parseHex(vector.get(name).asText());
  }

  private static Optional<Path> vectors() throws IOException {
    String named = System.getenv("REELKEY_SHARED");
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      Path shared = named == null ? at.resolveSibling("shared") : Path.of(named);
      Path vectors = shared.resolve("wycheproof");
      if (Files.isDirectory(vectors)) {
        try (Stream<Path> found = Files.walk(vectors)) {
          return found.filter(each -> each.endsWith("aes_cbc_pkcs5_test.json")).findFirst();
        }
      }
    }
    return Optional.empty();
  }
}
