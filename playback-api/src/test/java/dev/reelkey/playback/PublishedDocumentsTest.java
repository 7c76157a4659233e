package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlayback.class)
class PublishedDocumentsTest {
  private final RunningPlayback playback;

  PublishedDocumentsTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  void thePublishedKeysAreThePublicHalves() {
    Answer answer = playback.get("/.well-known/jwks.json");
    assertThat(answer.header("content-type")).isEqualTo("application/jwk-set+json");
    assertThat(answer.header("cache-control")).isEqualTo("public, max-age=300");
    JsonNode key = answer.json().get("keys").get(0);
    assertThat(key.get("kid").asText()).isEqualTo("play-1");
    assertThat(key.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("kty", "use", "crv", "kid", "x", "y");
  }

  @Test
  void theInterfaceIsDescribed() {
    Answer answer = playback.get("/openapi.yaml");
    assertThat(answer.header("content-type")).isEqualTo("application/yaml");
    assertThat(answer.text()).startsWith("openapi: 3.1.0").contains("/v1/videos/{id}/sessions:");
  }

  @Test
  void thePosterIsForItsOwner() {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    String path = "/v1/videos/" + video.video() + "/poster";
    Answer answer = poster(path, "owner");
    assertThat(answer.text()).isEqualTo("a jpeg");
    assertThat(answer.header("content-type")).isEqualTo("image/jpeg");
    assertThat(answer.header("cache-control")).startsWith("private");
    assertThat(poster(path, "stranger").status()).isEqualTo(404);
    assertThat(playback.get(path).code()).isEqualTo("token_missing");
    playback.videos().become(video, VideoState.DELETED);
    assertThat(poster(path, "owner").status()).isEqualTo(404);
  }

  private Answer poster(String path, String subject) {
    String token = playback.token(subject, Scope.VIDEOS_READ);
    return playback.get(path, "Authorization", "Bearer " + token);
  }
}
