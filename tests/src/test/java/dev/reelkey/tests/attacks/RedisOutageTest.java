package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.TokenForge;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis is only liveness: who plays goes on playing, who comes waits. */
class RedisOutageTest {
  // One second is promised; this machine may be busy with other tests.
  private static final Duration AT_ONCE = Duration.ofSeconds(3);
  private static final Duration BACK = Duration.ofSeconds(10);

  @TempDir private static Path directory;
  private static RunningReelkey reelkey;
  private static ApiClient owner;
  private static String video;

  @BeforeAll
  static void start() throws IOException {
    Path clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
    reelkey = RunningReelkey.start(directory.resolve("data"), Map.of());
    owner =
        new ApiClient(
            reelkey.url(),
            new TokenForge(reelkey.data())
                .access(AttackedReelkey.OWNER, AttackedReelkey.EVERYTHING));
    video = owner.uploadReady(clip, Duration.ofMinutes(3));
  }

  @AfterAll
  static void stop() {
    reelkey.close();
  }

  @Test
  @DisplayName("FLT-1: while Redis hangs, keys and media go on and new sessions are put off")
  void runningSessionsGoOnWhileRedisHangs() throws Exception {
    OpenedSession session = open("plays-through-a-hang");
    signal("-STOP");
    try {
      for (String key : session.keyUrls()) {
        HttpResponse<byte[]> answer =
            atOnce(() -> OpenedSession.key(key, "Bearer " + session.playbackToken()));
        assertThat(answer.statusCode()).as(ApiClient.text(answer)).isEqualTo(200);
      }
      for (String segment : session.mediaUrls()) {
        assertThat(owner.call("GET", segment, "").statusCode()).isEqualTo(200);
      }
      putOff(atOnce(() -> owner.call("POST", "/v1/videos/" + video + "/sessions", "{}")));
      putOff(atOnce(() -> owner.call("GET", session.answer().get("manifest_url").asText(), "")));
      putOff(atOnce(() -> refresh(session)));
    } finally {
      signal("-CONT");
    }
    isBack();
    assertThat(refresh(session).statusCode()).isEqualTo(200);
    assertThat(session.key().statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("FLT-1: when Redis is killed, keys go on, and it comes back by itself")
  void runningSessionsGoOnWhenRedisIsKilled() throws Exception {
    OpenedSession session = open("plays-through-a-kill");
    signal("-KILL");

    for (String key : session.keyUrls()) {
      HttpResponse<byte[]> answer = OpenedSession.key(key, "Bearer " + session.playbackToken());
      assertThat(answer.statusCode()).as(ApiClient.text(answer)).isEqualTo(200);
    }
    isBack();
  }

  private static void isBack() {
    Waiting.until(
        "sessions after Redis is back",
        BACK,
        () -> owner.call("POST", "/v1/videos/" + video + "/sessions", "{}").statusCode() == 201);
    assertThat(open("comes-afterwards").key().statusCode()).isEqualTo(200);
  }

  private static HttpResponse<byte[]> refresh(OpenedSession session) {
    String token = session.answer().get("refresh_token").asText();
    return owner.call(
        "POST",
        "/v1/sessions/" + session.id() + "/refresh",
        "{\"refresh_token\":\"" + token + "\"}");
  }

  private static void putOff(HttpResponse<byte[]> answer) {
    Refused.with(answer, 503, "sessions_unavailable");
  }

  private static HttpResponse<byte[]> atOnce(Supplier<HttpResponse<byte[]>> request) {
    Instant start = Instant.now();
    HttpResponse<byte[]> answer = request.get();
    assertThat(Duration.between(start, Instant.now())).isLessThan(AT_ONCE);
    return answer;
  }

  private static OpenedSession open(String viewer) {
    JsonNode answer = owner.openSession(video, viewer);
    return OpenedSession.of(new ApiClient(reelkey.url(), ""), answer);
  }

  private static void signal(String signal) throws IOException, InterruptedException {
    ProcessHandle redis =
        ProcessHandle.of(reelkey.pid())
            .orElseThrow()
            .children()
            .filter(child -> child.info().command().orElse("").contains("redis"))
            .findFirst()
            .orElseThrow();
    int status = new ProcessBuilder("kill", signal, Long.toString(redis.pid())).start().waitFor();
    assertThat(status).isZero();
  }
}
