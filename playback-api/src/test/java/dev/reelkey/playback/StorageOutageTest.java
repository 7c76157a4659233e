package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  @DisplayName("FLT-2: a revocation acts while the storage is away and is written down later")
  void aRevocationActsWhileTheStorageIsAway() throws Exception {
    try (RunningPlayback playback = RunningPlayback.start(directory)) {
      VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
      JsonNode session = playback.open(video.video(), "owner", "viewer");
      String id = session.get("session_id").asText();
      String owner = playback.token("owner", Scope.PLAYBACK_START);
      playback.s3().stop();

      assertThat(playback.revoke(id, owner).status()).isEqualTo(202);
      assertThat(playback.refresh(id, session.get("refresh_token").asText()).code())
          .isEqualTo("session_revoked");

      playback.s3().startAgain();
      String day = playback.clock().instant().toString().substring(0, 10);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (playback.s3().bucket().head("revoked/" + day + "/" + id).isEmpty()) {
        assertThat(System.nanoTime()).as("the object is not written").isLessThan(end);
        Thread.sleep(100);
      }
    }
  }
}
