package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.Await;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key requests while Redis is away, and while it is back but empty. */
class DegradedModeTest {
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private static VideoId video;
  private static GenerationId generation;
  private static List<PlannedKey> keys;
  private boolean stopped;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
    video = server.ids().video();
    generation = server.ids().generation();
    keys =
        server.transcoder().planned(video, generation, 12).stream()
            .filter(each -> each.rendition().value().equals("v360"))
            .sorted((a, b) -> a.period() - b.period())
            .toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void bringRedisBack() {
    if (stopped) {
      server.realRedis().startAgain();
      server.awaitRedis();
    }
  }

  @Test
  @DisplayName("FLT-1 verified tokens open keys on a small budget; the audit says degraded")
  void withoutRedisTheTokenAloneDecidesWithinALocalBudget() {
    Player.Session session = session().open();
    loseRedis();

    for (int period = 0; period < 5; period++) {
      assertThat(problem(session.ask(keys.get(period)))).isEqualTo("200");
    }
    HttpResponse<byte[]> sixth = session.ask(keys.get(5 + 1));
    assertThat(problem(sixth)).isEqualTo("503 pace_exceeded");
    assertThat(sixth.headers().firstValue("Retry-After")).hasValue("12");
    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("200");

    server.clock().advance(Duration.ofSeconds(12));
    assertThat(problem(session.ask(keys.get(6)))).isEqualTo("200");
    String audit =
        new String(server.operator().get("/admin/v1/audit").body(), StandardCharsets.UTF_8);
    assertThat(audit).contains("\"degraded\":\"true\"").contains("pace_exceeded");
  }

  @Test
  void forgedTokenIsRefusedAsEver() {
    Player.Session session = session().open();
    loseRedis();
    String forged =
        session
            .claims(null)
            .sign(dev.reelkey.core.token.SigningKey.generate(server.playbackKey().keyId()));

    assertThat(
            problem(
                server
                    .player()
                    .get(
                        session.path(keys.get(0)),
                        java.util.Map.of("Authorization", "Bearer " + forged))))
        .isEqualTo("401 token_invalid");
  }

  @Test
  @DisplayName("FLT-2 a revocation during the outage ends the session as soon as it is read")
  void revocationIsHonouredWithoutRedis() {
    Player.Session session = session().open();
    loseRedis();
    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("200");

    new RevokedSessions(server.realBucket().bucket(), server.clock()).add(session.id);

    Await.until(() -> problem(session.ask(keys.get(0))).equals("403 session_revoked"));
  }

  @Test
  void emptyRedisKnowsNoSession() {
    Player.Session session = session().open();
    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("200");
    loseRedis();
    bringRedisBack();
    stopped = false;

    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("403 session_unknown");
  }

  @Test
  void fullRedisIsNoOutageAndOpensNothing() {
    Player.Session session = session().open();
    server.realRedis().command("CONFIG SET maxmemory 1");
    try {
      assertThat(problem(session.ask(keys.get(0)))).isEqualTo("503 sessions_unavailable");
    } finally {
      server.realRedis().command("CONFIG SET maxmemory 0");
    }
    assertThat(new String(server.operator().get("/admin/v1/audit").body(), StandardCharsets.UTF_8))
        .contains("\"outcome\":\"sessions_unavailable\"");
    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("200");
  }

  @Test
  void faultOfTheScriptIsNoOutage() {
    Player.Session session = session().open();
    // A key of the wrong type makes the script fail.
    server
        .redis()
        .run(
            "redis.call('DEL', KEYS[1]) redis.call('SET', KEYS[1], 'x') return {'ok'}",
            List.of(SessionKeys.session(session.id)),
            List.of(),
            Duration.ofSeconds(5));

    assertThat(problem(session.ask(keys.get(0)))).isEqualTo("500 internal_error");
  }

  private void loseRedis() {
    server.realRedis().stop();
    stopped = true;
  }

  private Player.Session session() {
    return server
        .player()
        .session(new ViewerPseudonym(server.ids().text(16)), video, generation, Tier.BEARER);
  }
}
