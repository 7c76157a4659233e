package dev.reelkey.playback.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SharedPlayback;
import dev.reelkey.playback.token.SessionTokens;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedPlayback.class)
class ManifestHandlerTest {
  private final RunningPlayback playback;

  ManifestHandlerTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  void itIsTheSamePlaylistEachTimeAndNobodyMayKeepIt() {
    String url = url(open(Map.of()));
    Answer first = playback.get(url);
    playback.clock().advance(Duration.ofSeconds(60));
    Answer again = playback.get(url);
    assertThat(first.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(first.header("content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(first.header("cache-control")).isEqualTo("no-store");
    assertThat(first.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(first.header("access-control-allow-credentials")).isEmpty();
  }

  @Test
  @DisplayName("V5: gzip for whoever takes it, with Vary for all")
  void gzipByAcceptEncoding() throws Exception {
    String url = url(open(Map.of()));
    Answer plain = playback.get(url);
    Answer packed = playback.get(url, "Accept-Encoding", "br;q=1.0, gzip;q=0.5");
    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(plain.header("vary")).contains("Accept-Encoding");
    assertThat(packed.header("content-encoding")).isEqualTo("gzip");
    assertThat(packed.header("vary")).contains("Accept-Encoding");
    byte[] body =
        new GZIPInputStream(new ByteArrayInputStream(packed.http().body())).readAllBytes();
    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(plain.text());
    assertThat(playback.get(url, "Accept-Encoding", "gzip;q=0").header("content-encoding"))
        .isEmpty();
  }

  @ParameterizedTest
  @DisplayName("TOK-8: the link lives two minutes and the skew of 30 s")
  @CsvSource({"0, 200", "120, 200", "149, 200", "150, 410", "179, 410", "181, 410", "420, 410"})
  void theLinkLivesTwoMinutes(long seconds, int status) {
    String url = url(open(Map.of()));
    playback.clock().advance(Duration.ofSeconds(seconds));
    Answer answer = playback.get(url);
    assertThat(answer.status()).isEqualTo(status);
    if (status == 410) {
      assertThat(answer.code()).isEqualTo("manifest_expired");
      assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }
  }

  @Test
  void aChangedLinkIsRefused() {
    String url = url(open(Map.of()));
    int end = url.indexOf("/master.m3u8");
    String changed = url.substring(0, end - 1) + (url.charAt(end - 1) == 'A' ? 'B' : 'A');
    for (String bad : new String[] {changed, url.substring(0, url.indexOf("/m/")) + "/m/x"}) {
      Answer answer = playback.get(bad + "/master.m3u8");
      assertThat(answer.status()).as(bad).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("manifest_invalid");
    }
  }

  @Test
  void aLinkOfASessionThatRedisHasLostIsUnknown() {
    SessionId never = new SessionId("a".repeat(34));
    String token =
        new SessionTokens(RunningPlayback.MASTER)
            .manifest(never, playback.clock().instant().plusSeconds(60));
    Answer answer = playback.get("/m/" + token + "/master.m3u8");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("session_unknown");
  }

  @Test
  void aRevokedSessionHasNoManifest() {
    JsonNode session = open(Map.of());
    String id = session.get("session_id").asText();
    assertThat(playback.revoke(id, playback.token("owner", Scope.PLAYBACK_START)).status())
        .isEqualTo(204);
    Answer answer = playback.get(url(session));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("session_revoked");
  }

  @Test
  void mediaPathsCarryATokenForThisSessionUntilItsEnd() {
    JsonNode session = open(Map.of());
    EdgeToken token = edgeToken(playback.get(url(session)).text());
    assertThat(token.session().value()).isEqualTo(session.get("session_id").asText());
    assertThat(token.keyId()).isEqualTo("main-1");
    assertThat(token.nativeMac()).isEmpty();
    assertThat(token.expiresAt()).isEqualTo(session.get("session_expires_at").asText());
  }

  @Test
  void aNativeSessionHasASecondMacAndOnlySmallRenditions() {
    JsonNode session = open(Map.of("tier", "native"));
    String text = playback.get(url(session)).text();
    assertThat(session.has("playback_token")).isFalse();
    assertThat(text).contains("/v360/").doesNotContain("/v1080/");
    EdgeToken token = edgeToken(text);
    MediaPath path = path(text);
    assertThat(
            token.nativeMacHolds(
                RunningPlayback.MASTER.nativeKey("main-1"), path.video(), path.generation()))
        .isTrue();
  }

  @Test
  void aNativeSessionsFirstAddressMayFetchAgainUntilTheEnd() {
    JsonNode session = open(Map.of("tier", "native"));
    String text = playback.get(url(session)).text();
    playback.clock().advance(Duration.ofHours(2));
    assertThat(playback.get(url(session)).text()).isEqualTo(text);
    playback.clock().advance(Duration.ofHours(2));
    assertThat(playback.get(url(session)).code()).isEqualTo("manifest_expired");
  }

  @Test
  void aNativeSessionThatNobodyHasFetchedDiesWithItsLink() {
    JsonNode session = open(Map.of("tier", "native"));
    playback.clock().advance(Duration.ofMinutes(3));
    assertThat(playback.get(url(session)).code()).isEqualTo("manifest_expired");
  }

  @Test
  void aNativeSessionBelongsToItsFirstAddress() {
    JsonNode session = open(Map.of("tier", "native"));
    SessionStore store = new SessionStore(playback.redis(), playback.clock());
    SessionId id = new SessionId(session.get("session_id").asText());
    assertThat(RunningPlayback.patiently(() -> store.bind(id, "192.0.2.7"))).isEqualTo("192.0.2.7");
    assertThat(RunningPlayback.patiently(() -> store.bind(id, "192.0.2.8"))).isEqualTo("192.0.2.7");
    Answer answer = playback.get(url(session));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("address_changed");
  }

  private JsonNode open(Map<String, String> body) {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    return playback
        .tryOpen(video.video(), playback.token("owner", Scope.PLAYBACK_START), body)
        .json();
  }

  private static String url(JsonNode session) {
    return session.get("manifest_url").asText();
  }

  private static EdgeToken edgeToken(String playlist) {
    return EdgeToken.parse(path(playlist).token()).orElseThrow();
  }

  private static MediaPath path(String playlist) {
    String first =
        playlist.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    return MediaPath.parse(URI.create(first).getRawPath()).orElseThrow();
  }
}
