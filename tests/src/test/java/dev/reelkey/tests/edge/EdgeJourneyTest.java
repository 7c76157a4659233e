package dev.reelkey.tests.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.measure.Program;
import dev.reelkey.tests.measure.Source;
import dev.reelkey.tests.measure.StreamMeasurement;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.StoredVideo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upload, play and revoke with nothing but the edge's address. */
class EdgeJourneyTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private static Path directory;
  private static URI edgeUrl;
  private static RunningReelkey reelkey;
  private static NginxEdge edge;
  private static ApiClient owner;
  private static Path clip;
  private static String video;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(
        NginxEdge.isInstalled(),
        "nginx or its njs module is missing: apt-get install nginx libnginx-mod-http-js");
    int port = RunningReelkey.freePort();
    edgeUrl = URI.create("http://127.0.0.1:" + port);
    reelkey =
        RunningReelkey.start(
            directory.resolve("data"),
            Map.of("PUBLIC_URL", edgeUrl.toString(), "TRUSTED_PROXIES", "127.0.0.1"));
    edge =
        NginxEdge.start(
            Files.createDirectory(directory.resolve("edge")), port, reelkey.url(), reelkey.data());
    String token =
        reelkey
            .cli(
                "token",
                "--subject",
                "owner",
                "--scope",
                "videos:write videos:read playback:start sessions:revoke")
            .out()
            .strip();
    owner = new ApiClient(edgeUrl, token);
    clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
    video = owner.uploadReady(clip, LIMIT);
  }

  @AfterAll
  static void stop() {
    if (edge != null) {
      edge.close();
    }
    if (reelkey != null) {
      reelkey.close();
    }
  }

  @Test
  void aClipDecodesWholeThroughTheEdge() {
    assumeTrue(new Program("ffmpeg", LIMIT).isInstalled(), "the ffmpeg program is missing");
    JsonNode session = owner.openSession(video, "decoder");
    String manifest = session.get("manifest_url").asText();
    assertThat(manifest).startsWith(edgeUrl + "/m/");

    StreamMeasurement measurement =
        StreamMeasurement.decode(
            URI.create(manifest),
            ApiClient.text(owner.call("GET", manifest, "")),
            "Bearer " + session.get("playback_token").asText());
    assertThat(measurement.againstSample(Source.of(clip)).problems()).isEmpty();
  }

  @Test
  @DisplayName("EDG-3: two sessions share every media object, and no key")
  void twoSessionsShareMediaAndNoKey() {
    JsonNode first = owner.openSession(video, "first");
    StoredVideo firsts = StoredVideo.of(owner, first);
    JsonNode second = owner.openSession(video, "second");
    StoredVideo seconds = StoredVideo.of(owner, second);
    for (StoredVideo.Listed segment : all(firsts)) {
      assertThat(owner.call("GET", segment.url(), "").statusCode()).isEqualTo(200);
      assertThat(key(segment, first).statusCode()).isEqualTo(200);
    }

    assertThat(all(seconds)).isNotEmpty();
    for (StoredVideo.Listed segment : all(seconds)) {
      assertThat(cached(owner.call("GET", segment.url(), ""))).isEqualTo("HIT");
      HttpResponse<byte[]> key = key(segment, second);
      assertThat(key.statusCode()).isEqualTo(200);
      assertThat(key.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(cached(key)).isNotEqualTo("HIT");
    }
    for (String playlist : seconds.playlists().keySet()) {
      assertThat(cached(owner.call("GET", playlist, ""))).isEqualTo("HIT");
    }
    assertThat(cached(owner.call("GET", second.get("manifest_url").asText(), "")))
        .isNotEqualTo("HIT");
  }

  @Test
  void aRevokedSessionHasNoKeyThroughTheEdge() {
    JsonNode session = owner.openSession(video, "revoked");
    StoredVideo.Listed segment = all(StoredVideo.of(owner, session)).get(0);
    assertThat(key(segment, session).statusCode()).isEqualTo(200);

    String path = "/v1/sessions/" + session.get("session_id").asText();
    assertThat(owner.call("DELETE", path, "").statusCode()).isEqualTo(204);

    HttpResponse<byte[]> refused = key(segment, session);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(ApiClient.text(refused)).contains("session_revoked");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void theEdgeRefusesByItselfWhatTheOriginWouldRefuse() {
    JsonNode session = owner.openSession(video, "tamperer");
    String url = all(StoredVideo.of(owner, session)).get(0).url();

    HttpResponse<byte[]> tampered =
        owner.call("GET", url.replace("/t/e1.main-1.", "/t/e1.main-1.1"), "");
    assertThat(tampered.statusCode()).isEqualTo(403);
    HttpResponse<byte[]> malformed = owner.call("GET", url + "x", "");
    assertThat(malformed.statusCode()).isEqualTo(400);
    for (HttpResponse<byte[]> refused : List.of(tampered, malformed)) {
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }
  }

  @Test
  void whatIsForOneMachineIsNotThroughTheEdge() {
    for (String path : List.of("/v1/dev/sign-in", "/admin/v1/keys", "/metrics", "/livez")) {
      assertThat(owner.call("GET", path, "").statusCode()).as(path).isEqualTo(404);
    }
  }

  private static List<StoredVideo.Listed> all(StoredVideo stored) {
    return stored.playlists().keySet().stream()
        .sorted()
        .flatMap(playlist -> stored.segments(playlist).stream())
        .toList();
  }

  private static HttpResponse<byte[]> key(StoredVideo.Listed segment, JsonNode session) {
    return ApiClient.send(
        HttpRequest.newBuilder(URI.create(segment.keyUrl()))
            .header("Authorization", "Bearer " + session.get("playback_token").asText()));
  }

  private static String cached(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("X-Cache").orElse("");
  }
}
