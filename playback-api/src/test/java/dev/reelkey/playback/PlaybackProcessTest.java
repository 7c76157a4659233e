package dev.reelkey.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.platform.ServiceProcess;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.SigningKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackProcessTest {
  @TempDir Path directory;

  @Test
  void itStartsFromItsEnvironmentAloneAndIsReady() throws Exception {
    Path store = Files.createDirectory(directory.resolve("s3"));
    try (RealRedis redis = RealRedis.start();
        RealBucket bucket = RealBucket.start(store);
        ServiceProcess process =
            PlaybackProcess.start(
                environment(redis, bucket.config()), Clock.systemUTC(), new SecureRandom())) {
      assertThat(readiness(process)).isEqualTo(200);
      assertThat(get(process.publicPort(), "/.well-known/jwks.json").body()).contains("play-9");
      assertThat(get(process.publicPort(), "/readyz").statusCode()).isEqualTo(404);
      assertThat(get(process.publicPort(), "/v1/sessions?viewer=a").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void everyFaultIsToldInOneStart() throws Exception {
    Path tooShort = Files.write(directory.resolve("master"), new byte[31]);
    Map<String, String> environment =
        Map.of(
            "PLAYBACK_LISTEN",
            "0.0.0.0:8080",
            "PLAYBACK_TOKEN_MASTER_FILE",
            tooShort.toString(),
            "PLAYBACK_SIGNING_KEY_FILES",
            directory.resolve("none").toString(),
            "PLAYBACK_MAX_STREAMS",
            "many");
    assertThatThrownBy(
            () -> PlaybackProcess.start(environment, Clock.systemUTC(), new SecureRandom()))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("PLAYBACK_LISTEN must be loopback")
        .hasMessageContaining("PLAYBACK_TOKEN_MASTER_FILE must name a file of exactly 32 bytes")
        .hasMessageContaining("PLAYBACK_SIGNING_KEY_FILES must name files")
        .hasMessageContaining("PLAYBACK_MAX_STREAMS must be a whole number")
        .hasMessageContaining("S3_BUCKET must be set");
  }

  /** A busy machine lets Redis miss the half second that it has, above all the first time. */
  private static int readiness(ServiceProcess process) throws Exception {
    int status = get(process.managementPort(), "/readyz").statusCode();
    for (int n = 0; n < 50 && status != 200; n++) {
      Thread.sleep(200);
      status = get(process.managementPort(), "/readyz").statusCode();
    }
    return status;
  }

  private Map<String, String> environment(RealRedis redis, S3Config s3) throws Exception {
    Path master = Files.write(directory.resolve("master"), new byte[32]);
    Path key =
        Files.write(directory.resolve("key.jwk"), SigningKey.generate("play-9").export().reveal());
    Map<String, String> environment = new HashMap<>();
    environment.put("PLAYBACK_LISTEN", "127.0.0.1:0");
    environment.put("PLAYBACK_MANAGEMENT_LISTEN", "127.0.0.1:0");
    environment.put("PLAYBACK_TOKEN_MASTER_FILE", master.toString());
    environment.put("PLAYBACK_SIGNING_KEY_FILES", key.toString());
    environment.put("REDIS_ADDRESS", redis.config().address());
    environment.put("S3_ENDPOINT", s3.endpoint().orElseThrow().toString());
    environment.put("S3_BUCKET", s3.bucket());
    environment.put("S3_ACCESS_KEY_ID", s3.accessKeyId());
    environment.put(
        "S3_SECRET_ACCESS_KEY", new String(s3.secretAccessKey().reveal(), StandardCharsets.UTF_8));
    return environment;
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
