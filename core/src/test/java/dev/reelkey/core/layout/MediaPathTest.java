package dev.reelkey.core.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPathTest {
  private static final String VIDEO = "a".repeat(26);
  private static final String GENERATION = "b".repeat(26);
  private static final String BASE = "/t/e1.x/" + VIDEO + "/" + GENERATION + "/v720/";

  @Test
  void aSegmentIsAnObjectBelowItsRendition() {
    MediaPath path = MediaPath.parse(BASE + "000001-abcdefgh.ts").orElseThrow();

    assertThat(path.objectName())
        .isEqualTo("media/" + VIDEO + "/" + GENERATION + "/v720/000001-abcdefgh.ts");
    assertThat(path.keyId()).isEmpty();
  }

  @Test
  void aKeyPathNamesItsKey() {
    assertThat(MediaPath.parse(BASE + "keys/" + "c".repeat(26)).orElseThrow().keyId())
        .hasValueSatisfying(kid -> assertThat(kid.value()).isEqualTo("c".repeat(26)));
  }

  @Test
  @DisplayName("KEY-4: a media path prints no token")
  void aMediaPathPrintsNoToken() {
    assertThat(MediaPath.parse(BASE + "index-1.m3u8").orElseThrow().toString())
        .doesNotContain("e1.x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../000001-abcdefgh.ts",
        "000001-abcdefgh.ts/",
        "%30%30%30001-abcdefgh.ts",
        "000001-abcdefgh.TS",
        "000001-abcdefgh.ts;x=1",
        "000001-abcdefgh.ts?x=1",
        "index-0.m3u8",
        "index-1.m3u8%00",
        "keys/" + "../x",
        "/000001-abcdefgh.ts",
        "000001-abcdefgh.ts\n",
        "1-abcdefgh.ts",
        "000001-abcdefgH.ts",
        "keys/",
        "000001-abcdefgh.key"
      })
  @DisplayName("WEB-3: nothing but the exact grammar is a media path")
  void nothingButTheExactGrammarIsAMediaPath(String file) {
    assertThat(MediaPath.parse(BASE + file)).isEmpty();
  }
}
