package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SampleVideos;
import dev.reelkey.playback.testing.SharedPlayback;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlayback.class)
class PlaybackJourneyTest {
  private static final RenditionName SMALL = new RenditionName("v360");

  @Test
  void aSessionLeadsFromManifestToPlaylistToSegment(RunningPlayback playback) {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    JsonNode session = playback.open(video.video(), "owner", "viewer");
    Answer manifest = playback.get(session.get("manifest_url").asText());
    assertThat(manifest.status()).isEqualTo(200);
    List<String> playlists =
        manifest.text().lines().filter(line -> line.startsWith("http")).toList();
    assertThat(playlists).hasSize(2);
    String playlist = playlists.get(0);
    assertThat(playback.get(playlist).text()).isEqualTo(SampleVideos.playlistText(SMALL));
    String segment = playlist.replace("index-1.m3u8", "000001-aaaaaaaa.ts");
    assertThat(playback.get(segment).http().body()).isEqualTo(SampleVideos.segmentBytes(SMALL, 1));
    assertThat(playback.get(session.get("poster_url").asText()).text()).isEqualTo("a jpeg");
  }
}
