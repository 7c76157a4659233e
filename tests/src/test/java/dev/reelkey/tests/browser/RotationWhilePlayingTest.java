package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.CommandResult;
import dev.reelkey.tests.system.RetiredKey;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.StoredVideo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of every kind change while a film plays in Chromium. */
class RotationWhilePlayingTest {
  private static final String SCOPES = "videos:write videos:read playback:start sessions:revoke";

  // The film ends before the old key retires, as a token does under the usual ten minutes.
  private static final String SIGNING_DELAY = "10s";
  private static final Pattern EDGE_KEY = Pattern.compile("/t/e1\\.([a-z0-9-]+)\\.");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  @DisplayName("OPS-5: rotations while a film plays cost no stall and no failed request")
  void rotationsCostNoStallAndNoFailedRequest() throws Exception {
    Path clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.FPS_29_97, clip);
    try (RunningReelkey reelkey =
            RunningReelkey.start(
                directory.resolve("data"), Map.of("PLAYBACK_SIGNING_DELAY", SIGNING_DELAY));
        Chromium chromium = Chromium.start()) {
      String token = reelkey.cli("token", "--subject", "me", "--scope", SCOPES).out().strip();
      ApiClient me = new ApiClient(reelkey.url(), token);
      String video = me.uploadReady(clip, Duration.ofMinutes(3));
      String before = generation(me, video);
      JsonNode first = me.openSession(video, "me");
      StoredVideo old = StoredVideo.of(me, first);
      try (Tab tab = new Tab(chromium.browser().newContext(Stage.STRIP), reelkey.url())) {
        tab.open("/watch/" + video);
        tab.signIn(token);
        tab.play();
        // Slowly, so that the rotations end long before the film does.
        tab.menu("Speed").selectOption("0.5");

        succeeds(reelkey.cli("keys", "rotate-kek"));
        succeeds(reelkey.cli("signing", "rotate"));
        succeeds(reelkey.cli("signing", "rotate", "--edge"));
        succeeds(reelkey.cli("keys", "rotate", video));
        assertThat(generation(me, video)).isNotEqualTo(before);
        awaitOtherSigners(tab, signerOf(first), edgeKeyOf(old), me, video);
        // Another quality: keys of the old generation that this player does not hold yet.
        double asked = tab.number("asked");
        tab.menu("Quality").selectOption("360p");
        tab.menu("Speed").selectOption("1");
        tab.await("the end", Duration.ofSeconds(40), () -> tab.text("state").equals("ended"));
        assertThat(tab.number("height")).isEqualTo(360);
        assertThat(tab.number("asked")).isGreaterThan(asked);

        assertThat(tab.number("stalls")).isZero();
        assertThat(tab.number("failedRequests")).isZero();
        assertThat(tab.number("refused")).isZero();
        assertThat(tab.number("sessions")).isEqualTo(1);
      }
      refusesOldKeysToNewSessions(me, video, old);
    }
  }

  /** Whoever opens a session meanwhile plays on with a token and a path of the new keys. */
  private static void awaitOtherSigners(
      Tab tab, String signer, String edgeKey, ApiClient me, String video) {
    JsonNode session;
    StoredVideo late;
    do {
      assertThat(tab.text("state")).isEqualTo("playing");
      tab.page().waitForTimeout(500);
      session = me.openSession(video, "late");
      late = StoredVideo.of(me, session);
    } while (signerOf(session).equals(signer) || edgeKeyOf(late).equals(edgeKey));
    late.clear(late.segments(late.playlists().keySet().iterator().next()).get(0));
  }

  /** The id of the key that signs the session's paths. */
  private static String edgeKeyOf(StoredVideo video) {
    Matcher path = EDGE_KEY.matcher(video.multivariant());
    assertThat(path.find()).isTrue();
    return path.group(1);
  }

  private static String signerOf(JsonNode session) {
    String token = session.get("playback_token").asText();
    String header = token.substring(0, token.indexOf('.'));
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(header)).get("kid").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refusesOldKeysToNewSessions(ApiClient me, String video, StoredVideo old) {
    JsonNode session = me.openSession(video, "me");
    String playlist = old.playlists().keySet().iterator().next();
    StoredVideo now = StoredVideo.of(me, session);
    new RetiredKey(old.segments(playlist).get(0).keyUrl()).isRefusedTo(session, now);
    now.segments(now.playlists().keySet().iterator().next())
        .forEach(segment -> assertThat(now.clear(segment)).startsWith(0x47));
  }

  private static void succeeds(CommandResult result) {
    assertThat(result.exit()).as(result.err()).isZero();
  }

  private static String generation(ApiClient api, String video) {
    return api.json("GET", "/v1/videos/" + video, "").path("generation").asText();
  }
}
