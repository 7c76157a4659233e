package dev.reelkey.playback.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPlayback.class)
class RefreshSessionTest {
  private static final int THREADS = 64;
  private static final int ROUNDS = 150;

  private final RunningPlayback playback;

  RefreshSessionTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  void aRefreshGivesTheSameFieldsAnew() {
    JsonNode session = open();
    playback.clock().advance(Duration.ofMinutes(4));
    Answer answer = refresh(session, session);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode fresh = answer.json();
    assertThat(fresh.get("session_id")).isEqualTo(session.get("session_id"));
    assertThat(fresh.get("session_expires_at")).isEqualTo(session.get("session_expires_at"));
    for (String field : List.of("playback_token", "refresh_token", "manifest_url")) {
      assertThat(fresh.get(field)).as(field).isNotEqualTo(session.get(field));
    }
    assertThat(playback.get(fresh.get("manifest_url").asText()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("TOK-5: 64 threads with one token have one successor among them")
  void aRaceHasOneSuccessor() throws Exception {
    SessionStore store = new SessionStore(playback.redis(), playback.clock());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      SessionId session = new SessionId(open().get("session_id").asText());
      for (int round = 1; round <= ROUNDS; round++) {
        long number = round;
        Set<SessionStore.Refreshing> answers = ConcurrentHashMap.newKeySet();
        List<Callable<Boolean>> race = new ArrayList<>();
        for (int n = 0; n < THREADS; n++) {
          race.add(() -> answers.add(refreshed(store, session, number, "one client")));
        }
        for (var done : threads.invokeAll(race)) {
          done.get();
        }
        assertThat(answers)
            .containsExactly(new SessionStore.Refreshing(SessionStore.Outcome.NEXT, number + 1));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("TOK-5: the same race over HTTP answers one refresh token")
  void aRaceOverHttpHasOneSuccessor() throws Exception {
    JsonNode session = open();
    Set<String> successors = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<Boolean>> race = new ArrayList<>();
      for (int n = 0; n < THREADS; n++) {
        race.add(
            () -> successors.add(refresh(session, session).json().get("refresh_token").asText()));
      }
      for (var done : threads.invokeAll(race)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(successors).hasSize(1);
  }

  @Test
  @DisplayName("TOK-5: a token used before the last ends the session, with all its tokens")
  void anOlderTokenEndsTheSession() {
    JsonNode first = open();
    JsonNode second = refresh(first, first).json();
    JsonNode third = refresh(first, second).json();

    assertOver(refresh(first, first), "session_revoked");
    assertOver(refresh(first, third), "session_revoked");
    assertOver(playback.get(third.get("manifest_url").asText()), "session_revoked");
    String day = playback.clock().instant().toString().substring(0, 10);
    String object = "revoked/" + day + "/" + first.get("session_id").asText();
    assertThat(playback.s3().bucket().head(object)).as(object).isPresent();
  }

  @Test
  @DisplayName("TOK-5: the last token is good again for 30 seconds, not for 31")
  void theGraceHasAnEnd() {
    JsonNode first = open();
    JsonNode second = refresh(first, first).json();
    asIfRefreshedEarlier(first, Duration.ofSeconds(20));
    assertThat(refresh(first, first).json().get("refresh_token"))
        .isEqualTo(second.get("refresh_token"));
    asIfRefreshedEarlier(first, Duration.ofSeconds(11));
    assertOver(refresh(first, first), "session_revoked");
  }

  @Test
  @DisplayName("FLT-1: what Redis runs late, after a hang, takes no honest client for a thief")
  void lateScriptsAreNoTheft() {
    SessionStore store = new SessionStore(playback.redis(), playback.clock());
    SessionId session = new SessionId(open().get("session_id").asText());
    // Asked before the hang and 45 s later, and run one after the other when it ends.
    assertThat(refreshed(store, session, 1, "laptop").successor()).isEqualTo(2);
    playback.clock().advance(Duration.ofSeconds(45));

    assertThat(refreshed(store, session, 1, "laptop").successor()).isEqualTo(2);
  }

  private void asIfRefreshedEarlier(JsonNode session, Duration by) {
    SessionId id = new SessionId(session.get("session_id").asText());
    RunningPlayback.patiently(
        () ->
            playback
                .redis()
                .run(
                    "return {redis.call('HINCRBY', KEYS[1], 'refreshed_at', ARGV[1])}",
                    List.of(SessionKeys.session(id)),
                    List.of(Long.toString(-by.toMillis())),
                    Duration.ofSeconds(20)));
  }

  @Test
  void aTokenShownByASecondClientEndsTheSession() {
    SessionStore store = new SessionStore(playback.redis(), playback.clock());
    SessionId session = new SessionId(open().get("session_id").asText());
    assertThat(refreshed(store, session, 1, "laptop").successor()).isEqualTo(2);
    assertThat(refreshed(store, session, 1, "laptop").successor()).isEqualTo(2);
    // Revoked already where the first answer was late, and the thief asked again.
    assertThat(refreshed(store, session, 1, "thief").outcome())
        .isIn(SessionStore.Outcome.REUSED, SessionStore.Outcome.REVOKED);
    assertThat(refreshed(store, session, 2, "laptop").outcome())
        .isEqualTo(SessionStore.Outcome.REVOKED);
  }

  @Test
  void aTokenThatRedisHasForgottenToHandOutIsStillOurs() {
    SessionStore store = new SessionStore(playback.redis(), playback.clock());
    SessionId session = new SessionId(open().get("session_id").asText());
    assertThat(refreshed(store, session, 3, "laptop").successor()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "r1.1.x.1.y"})
  void whatIsNoRefreshTokenIsRefused(String token) {
    Answer answer = playback.refresh(open().get("session_id").asText(), token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_malformed");
  }

  @Test
  void aTamperedTokenIsRefusedAndHarmsNobody() {
    JsonNode session = open();
    String token = session.get("refresh_token").asText();
    String tampered = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
    Answer answer = playback.refresh(session.get("session_id").asText(), tampered);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_invalid");
    assertThat(refresh(session, session).status()).isEqualTo(200);
  }

  @Test
  void anotherSessionsTokenIsRefusedAndHarmsNeither() {
    JsonNode mine = open();
    JsonNode other = open();
    assertOver401(refresh(mine, other));
    assertThat(refresh(mine, mine).status()).isEqualTo(200);
    assertThat(refresh(other, other).status()).isEqualTo(200);
  }

  @Test
  void aBodyWithoutATokenIsRefused() {
    String path = "/v1/sessions/" + open().get("session_id").asText() + "/refresh";
    assertThat(playback.post(path, "{}", Map.of()).code()).isEqualTo("token_malformed");
    assertThat(playback.post(path, "{\"x\":1}", Map.of()).code()).isEqualTo("body_malformed");
    assertThat(playback.post(path, "{}", Map.of("Content-Type", "text/plain")).code())
        .isEqualTo("media_type_unsupported");
    assertThat(playback.post("/v1/sessions/NO/refresh", "{}", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void aSessionEndsAtItsEnd() {
    JsonNode session = open();
    playback.clock().advance(Duration.ofHours(4));
    assertOver(refresh(session, session), "session_expired");
  }

  @Test
  void tokensNeverOutliveTheSession() {
    JsonNode session = open();
    playback.clock().advance(Duration.ofHours(4).minusSeconds(60));
    JsonNode fresh = refresh(session, session).json();
    for (String field : List.of("playback_token_expires_at", "manifest_expires_at")) {
      assertThat(fresh.get(field)).isEqualTo(session.get("session_expires_at"));
    }
  }

  @Test
  void aSessionOfARetiredGenerationPlaysOnUntilItsEnd() {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    JsonNode before = playback.open(video.video(), "owner", "viewer");
    VideoRecord rotated = playback.videos().rotate(video);
    JsonNode after = playback.open(video.video(), "owner", "viewer");

    JsonNode fresh = refresh(before, before).json();
    assertThat(playback.get(fresh.get("manifest_url").asText()).text())
        .contains("/" + video.generation() + "/")
        .doesNotContain("/" + rotated.generation() + "/");
    assertThat(playback.get(after.get("manifest_url").asText()).text())
        .contains("/" + rotated.generation() + "/");

    playback.clock().advance(Duration.ofHours(1));
    Answer late = refresh(fresh, fresh);
    assertThat(late.status()).isEqualTo(410);
    assertThat(late.code()).isEqualTo("generation_gone");
    assertThat(refresh(after, after).status()).isEqualTo(200);
  }

  @Test
  void aSessionDiesWithItsVideo() {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    JsonNode session = playback.open(video.video(), "owner", "viewer");
    playback.videos().become(video, VideoState.DELETED);
    long deleted = System.nanoTime();
    while (playback.get(session.get("manifest_url").asText()).status() == 200) {
      assertThat(Duration.ofNanos(System.nanoTime() - deleted)).isLessThan(Duration.ofSeconds(20));
    }
    assertThat(playback.get(session.get("manifest_url").asText()).code())
        .isEqualTo("generation_gone");
    assertThat(refresh(session, session).code()).isEqualTo("generation_gone");
  }

  @Test
  void aRefreshNeedsNoAccessToken() {
    JsonNode session = open();
    assertThat(
            playback
                .refresh(
                    session.get("session_id").asText(),
                    session.get("refresh_token").asText(),
                    Map.of("Authorization", "Bearer " + playback.token("x", Scope.VIDEOS_READ)))
                .status())
        .isEqualTo(200);
  }

  private static SessionStore.Refreshing refreshed(
      SessionStore store, SessionId session, long number, String client) {
    return RunningPlayback.patiently(() -> store.refresh(session, number, client));
  }

  private JsonNode open() {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    return playback.open(video.video(), "owner", "viewer");
  }

  private Answer refresh(JsonNode session, JsonNode tokens) {
    return playback.refresh(
        session.get("session_id").asText(), tokens.get("refresh_token").asText());
  }

  private static void assertOver(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static void assertOver401(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_invalid");
  }
}
