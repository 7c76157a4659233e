package dev.reelkey.playback.opening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.JwtSignature;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SignedJwt;
import dev.reelkey.core.token.Tier;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.playback.session.ViewerPseudonyms;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPlayback.class)
class OpenSessionTest {
  private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

  private final RunningPlayback playback;

  OpenSessionTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  void theAnswerHasTheFieldsThatPlayersRelyOn() {
    VideoRecord video = ready();
    Instant now = playback.clock().instant();
    JsonNode session = playback.open(video.video(), "owner", "viewer");

    assertThat(session.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "session_id",
            "manifest_url",
            "manifest_expires_at",
            "playback_token",
            "playback_token_expires_at",
            "refresh_token",
            "session_expires_at",
            "tier",
            "poster_url",
            "storyboard_url");
    assertThat(time(session, "manifest_expires_at")).isEqualTo(now.plusSeconds(120));
    assertThat(time(session, "playback_token_expires_at")).isEqualTo(now.plusSeconds(300));
    assertThat(time(session, "session_expires_at")).isEqualTo(now.plus(Duration.ofHours(4)));
    assertThat(session.get("tier").asText()).isEqualTo("bearer");
  }

  @Test
  void thePlaybackTokenSaysWhoMayPlayWhat() {
    VideoRecord video = ready();
    JsonNode session = playback.open(video.video(), "owner", "viewer");
    SignedJwt jwt = SignedJwt.parse(session.get("playback_token").asText()).orElseThrow();
    JwtSignature signature =
        new JwtSignature(
            keyId -> Optional.of(playback.signingKey().publicKey()), Set.of("ES256"), null);

    assertThat(signature.holds(jwt)).isTrue();
    PlaybackClaims claims = PlaybackClaims.read(jwt).orElseThrow();
    assertThat(claims.video()).isEqualTo(video.video());
    assertThat(claims.generation()).isEqualTo(video.generation());
    assertThat(claims.session().value()).isEqualTo(session.get("session_id").asText());
    assertThat(claims.tier()).isEqualTo(Tier.BEARER);
    assertThat(claims.proofKey()).isNull();
    assertThat(claims.viewer())
        .isEqualTo(new ViewerPseudonyms(RunningPlayback.MASTER).of("viewer"));
    assertThat(claims.issuer()).isEqualTo("http://127.0.0.1:" + playback.port());
  }

  @Test
  void oneViewerHasOnePseudonymInAllVideos() {
    SessionId one = id(playback.open(ready().video(), "owner", "same"));
    SessionId other = id(playback.open(ready().video(), "owner", "same"));
    SessionId stranger = id(playback.open(ready().video(), "owner", "different"));
    assertThat(one.viewerTag()).isEqualTo(other.viewerTag()).isNotEqualTo(stranger.viewerTag());
  }

  @Test
  void whomTheRecordNamesOpensForThemselvesOnly() {
    VideoRecord video = playback.videos().ready("owner", new VideoAccess(List.of("friend")));
    String friend = playback.token("friend", Scope.PLAYBACK_START);
    assertThat(playback.tryOpen(video.video(), friend, Map.of()).status()).isEqualTo(201);
    assertThat(playback.tryOpen(video.video(), friend, Map.of("viewer", "friend")).status())
        .isEqualTo(201);
    Answer forAnother = playback.tryOpen(video.video(), friend, Map.of("viewer", "another"));
    assertThat(forAnother.status()).isEqualTo(403);
    assertThat(forAnother.code()).isEqualTo("viewer_not_you");
  }

  @Test
  void aStrangerIsToldTheSameOfAVideoThatExistsAndOfOneThatDoesNot() {
    String stranger = playback.token("stranger", Scope.PLAYBACK_START);
    Answer hidden = playback.tryOpen(ready().video(), stranger, Map.of());
    Answer missing = playback.tryOpen(new VideoId("a".repeat(26)), stranger, Map.of());
    assertThat(hidden.status()).isEqualTo(404).isEqualTo(missing.status());
    assertThat(hidden.code()).isEqualTo("not_found").isEqualTo(missing.code());
  }

  @ParameterizedTest
  @EnumSource(
      value = VideoState.class,
      names = {"UPLOADING", "QUEUED", "PROCESSING"})
  void whatIsNotReadyCannotBePlayed(VideoState state) {
    Answer answer = openIn(state);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("video_not_ready");
  }

  @Test
  void aFailedVideoSaysSo() {
    assertThat(openIn(VideoState.FAILED).code()).isEqualTo("video_failed");
  }

  @Test
  void aDeletedVideoIsAsIfItHadNeverBeen() {
    VideoRecord gone = playback.videos().become(ready(), VideoState.DELETED);
    Answer answer = playback.tryOpen(gone.video(), owner(), Map.of());
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void theDpopTierBindsTheTokenToThePlayersKey() {
    Answer answer =
        playback.tryOpen(ready().video(), owner(), Map.of("tier", "dpop", "dpop_jkt", THUMBPRINT));
    assertThat(answer.status()).isEqualTo(201);
    PlaybackClaims claims =
        SignedJwt.parse(answer.json().get("playback_token").asText())
            .flatMap(PlaybackClaims::read)
            .orElseThrow();
    assertThat(claims.tier()).isEqualTo(Tier.DPOP);
    assertThat(claims.proofKey()).isEqualTo(THUMBPRINT);
  }

  @Test
  void aProofKeyAloneMeansTheDpopTier() {
    Answer answer = playback.tryOpen(ready().video(), owner(), Map.of("dpop_jkt", THUMBPRINT));
    assertThat(answer.json().get("tier").asText()).isEqualTo("dpop");
  }

  @Test
  void theProofKeyBelongsToTheDpopTierAndToNoOther() {
    VideoId video = ready().video();
    assertThat(playback.tryOpen(video, owner(), Map.of("tier", "dpop")).code())
        .isEqualTo("proof_key_malformed");
    assertThat(
            playback
                .tryOpen(video, owner(), Map.of("tier", "bearer", "dpop_jkt", THUMBPRINT))
                .code())
        .isEqualTo("proof_key_malformed");
    assertThat(playback.tryOpen(video, owner(), Map.of("tier", "dpop", "dpop_jkt", "short")).code())
        .isEqualTo("proof_key_malformed");
  }

  @Test
  void aTierThatDoesNotExistIsRefused() {
    Answer answer = playback.tryOpen(ready().video(), owner(), Map.of("tier", "open"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("tier_unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "a\nb"})
  void aViewerHasAPrintableName(String viewer) {
    Answer answer = playback.tryOpen(ready().video(), owner(), Map.of("viewer", viewer));
    assertThat(answer.code()).isEqualTo("viewer_malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"viewer\":1}",
        "{\"viewer\":\"a\",\"viewer\":\"b\"}",
        "{\"admin\":true}",
        "{} {}"
      })
  void aBodyThatIsNotTheObjectIsRefused(String body) {
    Answer answer =
        playback.post(
            "/v1/videos/" + ready().video() + "/sessions",
            body,
            Map.of("Authorization", "Bearer " + owner()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("body_malformed");
  }

  @Test
  @DisplayName("TOK-6: no token, another scope, another video's id form")
  void tokensAndScopes() {
    String path = "/v1/videos/" + ready().video() + "/sessions";
    assertThat(playback.post(path, "{}", Map.of()).code()).isEqualTo("token_missing");
    assertThat(
            playback.post(path, "{}", Map.of("Authorization", "Bearer " + "x".repeat(20))).code())
        .isEqualTo("token_malformed");
    String reader = playback.token("owner", Scope.VIDEOS_READ, Scope.KEYS_ADMIN);
    assertThat(playback.post(path, "{}", Map.of("Authorization", "Bearer " + reader)).code())
        .isEqualTo("scope_missing");
    assertThat(
            playback
                .post("/v1/videos/NO/sessions", "{}", Map.of("Authorization", "Bearer " + owner()))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aRepeatedRequestHasTheSameSession() {
    VideoId video = ready().video();
    Map<String, String> key = Map.of("Idempotency-Key", "order-1");
    JsonNode first = playback.tryOpen(video, owner(), Map.of("viewer", "v"), key).json();
    JsonNode again = playback.tryOpen(video, owner(), Map.of("viewer", "v"), key).json();
    assertThat(again.get("session_id")).isEqualTo(first.get("session_id"));
    assertThat(again.get("refresh_token")).isEqualTo(first.get("refresh_token"));
    assertThat(again.get("session_expires_at")).isEqualTo(first.get("session_expires_at"));
    JsonNode other =
        playback
            .tryOpen(video, owner(), Map.of("viewer", "v"), Map.of("Idempotency-Key", "order-2"))
            .json();
    assertThat(other.get("session_id")).isNotEqualTo(first.get("session_id"));
  }

  @Test
  void anIdempotencyKeyIsGoodForOneRequest() {
    VideoId video = ready().video();
    Map<String, String> key = Map.of("Idempotency-Key", "order-1");
    playback.tryOpen(video, owner(), Map.of("viewer", "one"), key);
    Answer other = playback.tryOpen(video, owner(), Map.of("viewer", "two"), key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(playback.tryOpen(video, owner(), Map.of(), Map.of("Idempotency-Key", "a b")).code())
        .isEqualTo("idempotency_key_malformed");
  }

  @Test
  void aRepeatedRequestDoesNotBringARevokedSessionBack() {
    VideoId video = ready().video();
    Map<String, String> key = Map.of("Idempotency-Key", "order-1");
    JsonNode session = playback.tryOpen(video, owner(), Map.of("viewer", "v"), key).json();
    playback.revoke(session.get("session_id").asText(), owner());
    Answer again = playback.tryOpen(video, owner(), Map.of("viewer", "v"), key);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("session_over");
  }

  @Test
  void aViewerWhoWatchesOnThreeScreensHasNoFourth() {
    VideoId video = ready().video();
    var viewer = new ViewerPseudonyms(RunningPlayback.MASTER).of("busy");
    for (int n = 0; n < 3; n++) {
      SessionId session = id(playback.open(video, "owner", "busy"));
      streams(SessionKeys.streamsOf(viewer), session);
    }
    Answer fourth = playback.tryOpen(video, owner(), Map.of("viewer", "busy"));
    assertThat(fourth.status()).isEqualTo(403);
    assertThat(fourth.code()).isEqualTo("too_many_streams");
    assertThat(fourth.header("retry-after")).isEqualTo("90");
    assertThat(playback.tryOpen(video, owner(), Map.of("viewer", "idle")).status()).isEqualTo(201);

    playback.clock().advance(SessionKeys.STREAM_LAPSE.plusSeconds(1));
    assertThat(playback.tryOpen(video, owner(), Map.of("viewer", "busy")).status()).isEqualTo(201);
  }

  @Test
  void endingASessionFreesItsScreen() {
    VideoId video = ready().video();
    var viewer = new ViewerPseudonyms(RunningPlayback.MASTER).of("changes rooms");
    for (int n = 0; n < 3; n++) {
      SessionId session = id(playback.open(video, "owner", "changes rooms"));
      streams(SessionKeys.streamsOf(viewer), session);
      if (n == 2) {
        assertThat(playback.revoke(session.value(), owner()).status()).isEqualTo(204);
      }
    }
    assertThat(playback.tryOpen(video, owner(), Map.of("viewer", "changes rooms")).status())
        .isEqualTo(201);
  }

  /** What the key-server's script does when a session asks for a key. */
  private void streams(String streams, SessionId session) {
    playback
        .redis()
        .run(
            "redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2]) return {'ok'}",
            List.of(streams),
            List.of(Long.toString(playback.clock().millis()), session.value()),
            Duration.ofSeconds(5));
  }

  private Answer openIn(VideoState state) {
    VideoRecord video = playback.videos().inState("owner", state);
    return playback.tryOpen(video.video(), owner(), Map.of());
  }

  private VideoRecord ready() {
    return playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
  }

  private String owner() {
    return playback.token("owner", Scope.PLAYBACK_START);
  }

  private static SessionId id(JsonNode session) {
    return new SessionId(session.get("session_id").asText());
  }

  private static Instant time(JsonNode session, String field) {
    return Instant.parse(session.get(field).asText());
  }
}
