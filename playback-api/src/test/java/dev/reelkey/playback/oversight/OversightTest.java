package dev.reelkey.playback.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlayback.class)
class OversightTest {
  private final RunningPlayback playback;

  OversightTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  void theOwnerEndsASessionAndEndingItTwiceIsNoFault() {
    String session = id(open(ready("owner"), "owner", "viewer"));
    String owner = playback.token("owner", Scope.SESSIONS_REVOKE);
    assertThat(playback.revoke(session, owner).status()).isEqualTo(204);
    assertThat(playback.revoke(session, owner).status()).isEqualTo(204);
    String day = playback.clock().instant().toString().substring(0, 10);
    assertThat(playback.s3().bucket().head("revoked/" + day + "/" + session)).isPresent();
  }

  @Test
  void theOpenerEndsTheirOwnSession() {
    VideoRecord video = playback.videos().ready("owner", new VideoAccess(List.of("friend")));
    String friend = playback.token("friend", Scope.PLAYBACK_START);
    String session = id(playback.tryOpen(video.video(), friend, Map.of()).json());
    assertThat(playback.revoke(session, friend).status()).isEqualTo(204);
  }

  @Test
  @DisplayName("TOK-6: nobody else ends a session, nor learns whether there is one")
  void nobodyElseEndsASession() {
    VideoRecord video = playback.videos().ready("owner", new VideoAccess(List.of("friend")));
    String session = id(open(video, "owner", "viewer"));
    String missing = "a".repeat(34);
    for (String token :
        List.of(
            playback.token("stranger", Scope.SESSIONS_REVOKE, Scope.PLAYBACK_START),
            playback.token("friend", Scope.PLAYBACK_START, Scope.SESSIONS_REVOKE))) {
      Answer there = playback.revoke(session, token);
      Answer notThere = playback.revoke(missing, token);
      assertThat(there.status()).isEqualTo(404).isEqualTo(notThere.status());
      assertThat(there.code()).isEqualTo(notThere.code());
    }
    String reader = playback.token("owner", Scope.VIDEOS_READ, Scope.VIDEOS_WRITE);
    assertThat(playback.revoke(session, reader).code()).isEqualTo("scope_missing");
  }

  @Test
  void aListShowsTheCallersVideosOnly() {
    VideoRecord mine = ready("list-owner");
    VideoRecord theirs = ready("somebody");
    JsonNode session = open(mine, "list-owner", "popular viewer");
    open(theirs, "somebody", "popular viewer");
    String token = playback.token("list-owner", Scope.SESSIONS_REVOKE);

    JsonNode byViewer = list("viewer=popular%20viewer", token).json().get("sessions");
    assertThat(byViewer).hasSize(1);
    assertThat(byViewer.get(0).get("session_id")).isEqualTo(session.get("session_id"));
    assertThat(byViewer.get(0).get("video_id").asText()).isEqualTo(mine.video().value());
    assertThat(byViewer.get(0).get("viewer").asText()).hasSize(26).isNotEqualTo("popular viewer");
    assertThat(byViewer.get(0).get("revoked").asBoolean()).isFalse();

    assertThat(list("video=" + mine.video(), token).json().get("sessions")).hasSize(1);
    assertThat(list("video=" + theirs.video(), token).json().get("sessions")).isEmpty();
    assertThat(
            list("viewer=popular%20viewer&video=" + theirs.video(), token).json().get("sessions"))
        .isEmpty();
  }

  @Test
  void aListForgetsWhatIsOver() {
    VideoRecord video = ready("list-owner-2");
    open(video, "list-owner-2", "viewer");
    playback.clock().advance(Duration.ofHours(5));
    String token = playback.token("list-owner-2", Scope.SESSIONS_REVOKE);
    assertThat(list("video=" + video.video(), token).json().get("sessions")).isEmpty();
  }

  @Test
  void aListNeedsAFilterAndTheScope() {
    String token = playback.token("owner", Scope.SESSIONS_REVOKE);
    for (String query : List.of("", "viewer=", "video=NO", "viewer=a&viewer=b")) {
      assertThat(list(query, token).code()).as(query).isEqualTo("query_malformed");
    }
    assertThat(list("viewer=a", playback.token("owner", Scope.PLAYBACK_START)).code())
        .isEqualTo("scope_missing");
    assertThat(playback.get("/v1/sessions?viewer=a").code()).isEqualTo("token_missing");
  }

  private Answer list(String query, String token) {
    return playback.get("/v1/sessions?" + query, "Authorization", "Bearer " + token);
  }

  private VideoRecord ready(String owner) {
    return playback.videos().ready(owner, VideoAccess.OWNER_ONLY);
  }

  /** Under a key: asked again on a machine under load, it is no second session. */
  private JsonNode open(VideoRecord video, String owner, String viewer) {
    String token = playback.token(owner, Scope.PLAYBACK_START);
    return playback
        .tryOpen(video.video(), token, Map.of("viewer", viewer), Map.of("Idempotency-Key", "once"))
        .json();
  }

  private static String id(JsonNode session) {
    return session.get("session_id").asText();
  }
}
