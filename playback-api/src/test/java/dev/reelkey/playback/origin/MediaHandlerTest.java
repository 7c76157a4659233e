package dev.reelkey.playback.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.RunningPlayback.Answer;
import dev.reelkey.playback.testing.SampleVideos;
import dev.reelkey.playback.testing.SharedPlayback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPlayback.class)
class MediaHandlerTest {
  private static final RenditionName SMALL = new RenditionName("v360");
  private static final byte[] SEGMENT = SampleVideos.segmentBytes(SMALL, 0);
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final RunningPlayback playback;
  private VideoRecord video;
  private SessionId session;
  private String folder;

  MediaHandlerTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @BeforeEach
  void open() {
    video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    JsonNode opened = playback.open(video.video(), "owner", "viewer");
    session = new SessionId(opened.get("session_id").asText());
    folder = folder(token("main-1", Duration.ofHours(4)));
  }

  @Test
  void aSegmentIsItsBytesForEverybodyAndForEver() {
    Answer answer = playback.get(folder + "000000-aaaaaaaa.ts");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).isEqualTo(SEGMENT);
    assertThat(answer.header("content-type")).isEqualTo("video/mp2t");
    assertThat(answer.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(answer.header("accept-ranges")).isEqualTo("bytes");
    assertThat(answer.header("etag")).matches("\"[a-z0-9.-]+\"");
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("vary")).isEmpty();
    assertThat(answer.header("content-encoding")).isEmpty();
  }

  @Test
  void twoSessionsSeeTheSameObjectUnderTheSameTag() {
    JsonNode other = playback.open(video.video(), "owner", "somebody else");
    String tag = playback.get(folder + "000000-aaaaaaaa.ts").header("etag");
    session = new SessionId(other.get("session_id").asText());
    String theirs = folder(token("main-1", Duration.ofHours(4)));
    assertThat(playback.get(theirs + "000000-aaaaaaaa.ts").header("etag")).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-15, 0, 15",
    "bytes=16-, 16, 200015",
    "bytes=-16, 200000, 200015",
    "bytes=200000-999999, 200000, 200015"
  })
  void aRangeIsItsPart(String range, int first, int last) {
    Answer answer = playback.get(folder + "000000-aaaaaaaa.ts", "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("content-range"))
        .isEqualTo("bytes " + first + "-" + last + "/" + SEGMENT.length);
    assertThat(answer.http().body()).isEqualTo(Arrays.copyOfRange(SEGMENT, first, last + 1));
  }

  @Test
  void aRangeOutsideIsRefusedWithTheSize() {
    Answer answer = playback.get(folder + "000000-aaaaaaaa.ts", "Range", "bytes=200016-");
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.code()).isEqualTo("range_outside");
    assertThat(answer.header("content-range")).isEqualTo("bytes */200016");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,4-5", "bytes=5-1", "lines=1-2", "bytes=x"})
  void whatIsNoSingleRangeIsAnsweredWithTheWhole(String range) {
    Answer answer = playback.get(folder + "000000-aaaaaaaa.ts", "Range", range);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).hasSize(SEGMENT.length);
  }

  @Test
  void conditionalRequestsCompareTheTag() {
    String path = folder + "000000-aaaaaaaa.ts";
    String tag = playback.get(path).header("etag");
    Answer known = playback.get(path, "If-None-Match", "\"x\", W/" + tag);
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.http().body()).isEmpty();
    assertThat(known.header("etag")).isEqualTo(tag);
    assertThat(playback.get(path, "If-None-Match", "\"x\"").status()).isEqualTo(200);
    assertThat(playback.get(path, "Range", "bytes=0-0", "If-Range", tag).status()).isEqualTo(206);
    assertThat(playback.get(path, "Range", "bytes=0-0", "If-Range", "\"x\"").status())
        .isEqualTo(200);
    assertThat(
            playback
                .get(path, "Range", "bytes=0-0", "If-Range", "Wed, 02 Jan 2030 03:04:05 GMT")
                .status())
        .isEqualTo(200);
  }

  @Test
  void headAnswersTheHeadersAlone() {
    Answer answer = playback.head(folder + "000000-aaaaaaaa.ts");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).isEqualTo("200016");
    assertThat(answer.header("content-type")).isEqualTo("video/mp2t");
    assertThat(playback.head(folder + "index-1.m3u8").status()).isEqualTo(200);
    assertThat(playback.head(folder + "999999-aaaaaaaa.ts").status()).isEqualTo(404);
  }

  @Test
  void aRangeMeansNothingToHead() {
    Answer answer =
        playback.send(
            playback
                .request(folder + "000000-aaaaaaaa.ts", Map.of("Range", "bytes=0-9"))
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).isEqualTo("200016");
    assertThat(answer.header("content-range")).isEmpty();
  }

  @Test
  @DisplayName("V5: playlists travel packed under a tag of their own, segments never")
  void onlyPlaylistsArePacked() throws Exception {
    Answer plain = playback.get(folder + "index-1.m3u8");
    Answer packed = playback.get(folder + "index-1.m3u8", "Accept-Encoding", "gzip");
    assertThat(plain.header("content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(plain.header("cache-control")).isEqualTo(FOR_EVER);
    assertThat(plain.header("vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.header("vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.header("content-encoding")).isEqualTo("gzip");
    assertThat(packed.header("etag")).isNotEqualTo(plain.header("etag"));
    byte[] body =
        new GZIPInputStream(new ByteArrayInputStream(packed.http().body())).readAllBytes();
    assertThat(new String(body, StandardCharsets.UTF_8))
        .isEqualTo(plain.text())
        .isEqualTo(SampleVideos.playlistText(SMALL));
    assertThat(
            playback
                .get(
                    folder + "index-1.m3u8",
                    "Accept-Encoding",
                    "gzip",
                    "If-None-Match",
                    packed.header("etag"))
                .status())
        .isEqualTo(304);
    assertThat(
            playback
                .get(folder + "000000-aaaaaaaa.ts", "Accept-Encoding", "gzip")
                .header("content-encoding"))
        .isEmpty();
  }

  @Test
  void whatIsMissingIsNotCached() {
    for (String file : new String[] {"000009-aaaaaaaa.ts", "index-9.m3u8", "000000-aaaaaaaa.vtt"}) {
      Answer answer = playback.get(folder + file);
      assertThat(answer.status()).as(file).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("not_found");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
  }

  @Test
  void theOriginHasNoKeys() {
    assertThat(playback.get(folder + "keys/" + "a".repeat(26)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @DisplayName("TOK-8: the path is good until the session ends, and the skew of 30 s")
  @CsvSource({"0, 200", "-1, 200", "-29, 200", "-30, 403", "-59, 403", "-61, 403", "300, 200"})
  void aPathExpires(long secondsLeft, int status) {
    String path = folder(token("main-1", Duration.ofSeconds(secondsLeft)));
    Answer answer = playback.get(path + "000000-aaaaaaaa.ts");
    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.code()).isEqualTo("path_token_expired");
      assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }
  }

  @Test
  @DisplayName("EDG-6: a token under another edge's key opens nothing here")
  void anotherEdgesTokenIsRefused() {
    String path = folder(token("other-1", Duration.ofHours(1)));
    assertThat(playback.get(path + "000000-aaaaaaaa.ts").code()).isEqualTo("path_token_invalid");
  }

  @Test
  void aTokenOpensItsOwnVideoOnly() {
    VideoRecord other = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    String path =
        folder
            .replace(video.video().value(), other.video().value())
            .replace(video.generation().value(), other.generation().value());
    Answer answer = playback.get(path + "000000-aaaaaaaa.ts");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("path_token_invalid");
  }

  @Test
  void noSingleChangedCharacterOfTheTokenIsAccepted() {
    String token = token("main-1", Duration.ofHours(1)).text();
    for (int i = 0; i < token.length(); i += 3) {
      char c = token.charAt(i) == 'b' ? 'c' : 'b';
      String changed = token.substring(0, i) + c + token.substring(i + 1);
      Answer answer =
          playback.get(folder.replaceFirst("/t/[^/]+/", "/t/" + changed + "/") + "index-1.m3u8");
      assertThat(answer.status()).as(changed).isEqualTo(403);
    }
  }

  @Test
  void otherMethodsAreRefused() {
    Answer answer = playback.post(folder + "index-1.m3u8", "", java.util.Map.of());
    assertThat(answer.status()).isEqualTo(405);
  }

  @Test
  void clientsThatGoAwayLeaveNoConnectionToTheStoreBehind() throws Exception {
    String large = storeLarge("000007-aaaaaaaa.ts", 8 << 20);
    // More than the 64 connections of the bucket: were they lost, the last request had none.
    for (int n = 0; n < 80; n++) {
      try (Socket socket = ask(large)) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
    assertThat(playback.get(folder + "000000-aaaaaaaa.ts").http().body()).isEqualTo(SEGMENT);
  }

  @Test
  @DisplayName("WEB-1: readers that do not read hold neither a worker nor the others up")
  void readersThatDoNotRead() throws Exception {
    String large = storeLarge("000008-aaaaaaaa.ts", 3 << 20);
    List<Socket> idle = new ArrayList<>();
    try {
      // As many as there are workers, and some.
      for (int n = 0; n < 70; n++) {
        Socket socket = ask(large);
        idle.add(socket);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      assertThat(playback.get(folder + "000000-aaaaaaaa.ts").http().body()).isEqualTo(SEGMENT);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("WEB-1: readers of playlists hold no worker either")
  void readersThatDoNotReadPlaylists() throws Exception {
    String large = storeLarge("index-8.m3u8", 3 << 20);
    List<Socket> idle = new ArrayList<>();
    try {
      for (int n = 0; n < 70; n++) {
        Socket socket = ask(large);
        idle.add(socket);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      assertThat(playback.get(folder + "000000-aaaaaaaa.ts").http().body()).isEqualTo(SEGMENT);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void whatIsLargerThanMemoryMayHoldIsSentThrough() throws Exception {
    String large = storeLarge("000009-aaaaaaaa.ts", 20 << 20);
    byte[] body = playback.get(large).http().body();
    assertThat(body).hasSize(20 << 20);
    assertThat(playback.get(large, "Range", "bytes=20971519-").http().body()).hasSize(1);
  }

  private String storeLarge(String file, int bytes) {
    String name = "media/" + video.video() + "/" + video.generation() + "/v360/" + file;
    assertThat(playback.s3().bucket().create(name, new byte[bytes], "video/mp2t")).isTrue();
    return folder + file;
  }

  private Socket ask(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress("127.0.0.1", playback.port()));
    String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private EdgeToken token(String keyId, Duration life) {
    return EdgeToken.sign(
        RunningPlayback.MASTER.edgeKey(keyId),
        keyId,
        playback.clock().instant().plus(life),
        session,
        video.video(),
        video.generation());
  }

  private String folder(EdgeToken token) {
    return "/t/" + token.text() + "/" + video.video() + "/" + video.generation() + "/v360/";
  }
}
