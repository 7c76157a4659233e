package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.session.SessionField;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players that cannot set headers: the second MAC, one address, few renditions. */
class NativeTierTest {
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private static VideoId video;
  private static GenerationId generation;
  private static List<PlannedKey> keys;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
    video = server.ids().video();
    generation = server.ids().generation();
    keys = server.transcoder().planned(video, generation, 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void secondMacAndBoundAddressOpen() {
    Player.Session session = bound("203.0.113.7");

    assertThat(ask(session, session.nativeToken(), "v360", "203.0.113.7")).isEqualTo("200");
  }

  @Test
  void auditOfANativeGrantNamesItsViewer() {
    Player.Session session = bound("203.0.113.7");
    ask(session, session.nativeToken(), "v360", "203.0.113.7");

    assertThat(new String(server.operator().get("/admin/v1/audit").body(), StandardCharsets.UTF_8))
        .contains("\"viewer\":\"" + session.viewer + "\"");
  }

  @Test
  void addressChangesAreRefused() {
    Player.Session session = bound("203.0.113.7");

    assertThat(ask(session, session.nativeToken(), "v360", "203.0.113.8"))
        .isEqualTo("403 address_changed");
  }

  @Test
  void sessionThatFetchedNoManifestHasNoAddressYet() {
    Player.Session session = bound("");

    assertThat(ask(session, session.nativeToken(), "v360", "203.0.113.7"))
        .isEqualTo("403 address_changed");
  }

  @Test
  void firstMacAloneIsNotEnough() {
    Player.Session session = bound("203.0.113.7");

    assertThat(ask(session, session.edgeToken(), "v360", "203.0.113.7"))
        .isEqualTo("401 token_missing");
  }

  @Test
  void secondMacOfTheEdgeKeyOrOfAnotherSessionIsRefused() {
    Player.Session session = bound("203.0.113.7");
    EdgeToken edge = session.edgeToken();
    EdgeToken doubled =
        new EdgeToken(
            edge.keyId(), edge.expiresAt(), edge.session(), edge.mac(), Optional.of(edge.mac()));
    EdgeToken borrowed =
        new EdgeToken(
            edge.keyId(),
            edge.expiresAt(),
            edge.session(),
            edge.mac(),
            bound("203.0.113.7").nativeToken().nativeMac());

    assertThat(ask(session, doubled, "v360", "203.0.113.7")).isEqualTo("401 token_missing");
    assertThat(ask(session, borrowed, "v360", "203.0.113.7")).isEqualTo("401 token_missing");
  }

  @Test
  void nativeMacDoesNotOpenABearerSession() {
    Player.Session session =
        server.player().session(someone(), video, generation, Tier.BEARER).open();

    assertThat(ask(session, session.nativeToken(), "v360", "203.0.113.7"))
        .isEqualTo("403 session_unknown");
  }

  @Test
  void tokenThatClaimsTheNativeTierIsNoToken() {
    Player.Session session = bound("203.0.113.7");

    assertThat(problem(session.ask(key("v360")))).isEqualTo("401 scheme_mismatch");
  }

  @Test
  void onlyAllowedRenditionsOpen() {
    Player.Session session = bound("203.0.113.7");

    assertThat(ask(session, session.nativeToken(), "v1080", "203.0.113.7"))
        .isEqualTo("403 rendition_not_allowed");
  }

  @Test
  void withoutRedisOnlySessionsServedLatelyGoOn() {
    Player.Session served = bound("203.0.113.7");
    Player.Session fresh = bound("203.0.113.7");
    assertThat(ask(served, served.nativeToken(), "v360", "203.0.113.7")).isEqualTo("200");
    server.realRedis().stop();
    try {
      assertThat(ask(served, served.nativeToken(), "v360", "203.0.113.7")).isEqualTo("200");
      assertThat(ask(served, served.nativeToken(), "v360", "203.0.113.8"))
          .isEqualTo("403 address_changed");
      assertThat(ask(served, served.nativeToken(), "v1080", "203.0.113.7"))
          .isEqualTo("403 rendition_not_allowed");
      assertThat(ask(fresh, fresh.nativeToken(), "v360", "203.0.113.7"))
          .isEqualTo("403 session_unknown");
      server.clock().advance(Duration.ofSeconds(301));
      assertThat(ask(served, served.nativeToken(), "v360", "203.0.113.7"))
          .isEqualTo("403 session_unknown");
    } finally {
      server.realRedis().startAgain();
      server.awaitRedis();
    }
  }

  private static String ask(
      Player.Session session, EdgeToken edge, String rendition, String address) {
    PlannedKey key = key(rendition);
    return problem(
        server
            .player()
            .get(
                session.path(edge, key.rendition(), key.kid()),
                Map.of("X-Forwarded-For", address)));
  }

  private static PlannedKey key(String rendition) {
    return keys.stream()
        .filter(each -> each.rendition().value().equals(rendition))
        .findFirst()
        .orElseThrow();
  }

  private static Player.Session bound(String address) {
    return server
        .player()
        .session(someone(), video, generation, Tier.NATIVE)
        .open(Map.of(SessionField.ADDRESS, address, SessionField.MAX_HEIGHT, "720"));
  }

  private static ViewerPseudonym someone() {
    return new ViewerPseudonym(server.ids().text(16));
  }
}
