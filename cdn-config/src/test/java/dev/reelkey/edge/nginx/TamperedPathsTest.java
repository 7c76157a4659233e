package dev.reelkey.edge.nginx;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.MacKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("EDG-1: tampered paths")
class TamperedPathsTest {
  private static final int TAMPERED = 10_000;
  private static final int GOOD = 1_000;
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String TEXT =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./%=;";

  private final Random random = new Random(7);
  private final EdgeTokenVerifier verifier =
      new EdgeTokenVerifier(MacKeys.of(TestTokens.edgeKeys("main-1", "main-2")), Clock.systemUTC());
  private StubOrigin origin;
  private RunningEdge edge;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    origin = new StubOrigin();
    origin.answers(
        exchange -> StubOrigin.send(exchange, 200, "video/mp2t", StubOrigin.IMMUTABLE, "cipher"));
    edge = RunningEdge.start(directory, origin.url());
  }

  @AfterEach
  void stop() {
    edge.close();
    origin.close();
  }

  @Test
  void noneOfTenThousandOpensAnythingAndTheServicesWouldSayTheSame() throws Exception {
    Map<Integer, Integer> statuses = new java.util.TreeMap<>();
    for (int n = 0; n < TAMPERED; ) {
      String path = tamper(goodPath());
      int expected = expected(path);
      if (expected == 200 || !path.startsWith("/t/")) {
        continue; // The same path again, or one under another name: not tampered with.
      }
      int status = status(path);
      assertThat(status).as(path).isEqualTo(expected);
      statuses.merge(status, 1, Integer::sum);
      n++;
    }

    assertThat(statuses).containsOnlyKeys(400, 403);
    assertThat(statuses.get(403)).isGreaterThan(TAMPERED / 2);
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  void aThousandGoodOnesAreServed() throws Exception {
    Map<Integer, Long> statuses =
        Stream.generate(this::goodPath)
            .limit(GOOD)
            .collect(toMap(this::statusUnchecked, path -> 1L, Long::sum));

    assertThat(statuses).isEqualTo(Map.of(200, (long) GOOD));
  }

  @Test
  @DisplayName("EDG-6: another edge's key opens nothing here")
  void theKeyOfAnotherEdgeIsRefused() throws Exception {
    for (int n = 0; n < 200; n++) {
      // The other edge's key under its own name, and under the name of ours.
      Secret foreign = TestTokens.edgeKey("other-1");
      assertThat(status(signed(foreign, "other-1"))).isEqualTo(403);
      assertThat(status(signed(foreign, "main-1"))).isEqualTo(403);
    }
    assertThat(origin.requests()).isEmpty();
  }

  private Wire wire;

  private int status(String path) throws IOException {
    if (wire == null) {
      wire = edge.connect();
    }
    Wire.Answer answer = wire.get(path);
    if ("close".equals(answer.header("connection"))) {
      wire.close();
      wire = null;
    }
    return answer.status();
  }

  private int statusUnchecked(String path) {
    try {
      return status(path);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private int expected(String rawPath) {
    Optional<MediaPath> path = MediaPath.parse(rawPath);
    if (path.isEmpty()) {
      return 400;
    }
    return verifier.verify(path.get()).verdict() == EdgeTokenVerifier.Verdict.ACCEPTED ? 200 : 403;
  }

  private String goodPath() {
    String keyId = random.nextBoolean() ? "main-1" : "main-2";
    return signed(TestTokens.edgeKey(keyId), keyId);
  }

  private String signed(Secret key, String keyId) {
    SessionId session = new SessionId(text(34));
    VideoId video = new VideoId(text(26));
    GenerationId generation = new GenerationId(text(26));
    Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 600);
    EdgeToken token = EdgeToken.sign(key, keyId, expiry, session, video, generation);
    return "/t/"
        + token.text()
        + "/"
        + video
        + "/"
        + generation
        + "/v720/000001-"
        + text(8)
        + ".ts";
  }

  private String tamper(String path) {
    // What the MAC covers ends before the rendition: the token is good for the whole generation.
    int end = path.indexOf("/v720/");
    UnaryOperator<String> change =
        switch (random.nextInt(8)) {
          case 0, 1 -> p -> replaced(p, 3 + random.nextInt(end - 3), sameAlphabet(p, end));
          case 2 -> p -> replaced(p, 3 + random.nextInt(end - 3), any());
          case 3 -> p -> inserted(p, 3 + random.nextInt(end - 3));
          case 4 -> p -> removed(p, 3 + random.nextInt(end - 3));
          case 5 -> p -> swapped(p, 3 + random.nextInt(end - 4));
          case 6 -> p -> spliced(p, goodPath());
          default -> p -> replaced(p, p.indexOf('/', 3) - 1, any());
        };
    return change.apply(path);
  }

  private char sameAlphabet(String path, int end) {
    return path.charAt(3 + random.nextInt(end - 3));
  }

  private char any() {
    return TEXT.charAt(random.nextInt(TEXT.length()));
  }

  private static String replaced(String path, int at, char other) {
    return path.substring(0, at) + other + path.substring(at + 1);
  }

  private String inserted(String path, int at) {
    return path.substring(0, at) + any() + path.substring(at);
  }

  private static String removed(String path, int at) {
    return path.substring(0, at) + path.substring(at + 1);
  }

  private static String swapped(String path, int at) {
    return path.substring(0, at) + path.charAt(at + 1) + path.charAt(at) + path.substring(at + 2);
  }

  /** The front of one good path and the back of another, cut at a dot or a slash. */
  private String spliced(String one, String other) {
    String[] left = one.split("(?=[./])");
    String[] right = other.split("(?=[./])");
    int cut = 1 + random.nextInt(Math.min(left.length, right.length) - 3);
    StringBuilder path = new StringBuilder();
    for (int part = 0; part < left.length; part++) {
      path.append(part < cut ? left[part] : part < right.length ? right[part] : "");
    }
    return path.toString();
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, BASE32.length()).forEach(i -> text.append(BASE32.charAt(i)));
    return text.toString();
  }
}
