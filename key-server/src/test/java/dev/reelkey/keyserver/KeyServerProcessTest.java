package dev.reelkey.keyserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.platform.ServiceProcess;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.testing.RealBucket;
import dev.reelkey.core.testing.RealRedis;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.keyserver.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyServerProcessTest {
  @TempDir Path directory;

  @Test
  void itStartsFromItsEnvironmentAloneAndIsReady() throws Exception {
    Path objects = Files.createDirectory(directory.resolve("s3"));
    try (RealRedis redis = RealRedis.start();
        RealBucket bucket = RealBucket.start(objects)) {
      Map<String, String> environment = environment(redis, bucket.config());
      try (ServiceProcess process = start(environment)) {
        Await.until(() -> status(process.managementPort(), "/readyz") == 200);
        assertThat(status(process.managementPort(), "/admin/v1/keys")).isEqualTo(401);
        assertThat(status(process.publicPort(), "/t/x")).isEqualTo(400);
        assertThat(status(process.publicPort(), "/admin/v1/keys")).isEqualTo(404);
        assertThat(status(process.publicPort(), "/internal/v1/videos/x/keys")).isEqualTo(404);
      }
      environment.put("KEY_SERVER_PASSPHRASE", "another");
      assertThatThrownBy(() -> start(environment))
          .isInstanceOf(BadSettingsException.class)
          .hasMessageContaining("wrong pass phrase")
          .hasMessageNotContaining("another");
    }
  }

  @Test
  @DisplayName("OPS-7 started before its store it waits, and is ready when the store comes")
  void startedBeforeItsStoreItWaitsAndIsReadyWhenTheStoreComes() throws Exception {
    Path objects = Files.createDirectory(directory.resolve("s3"));
    try (RealRedis redis = RealRedis.start();
        RealBucket bucket = RealBucket.start(objects)) {
      bucket.stop();
      try (ServiceProcess process = start(environment(redis, bucket.config()))) {
        assertThat(status(process.managementPort(), "/livez")).isEqualTo(200);
        assertThat(status(process.managementPort(), "/readyz")).isEqualTo(503);
        bucket.startAgain();
        Await.until(() -> status(process.managementPort(), "/readyz") == 200);
      }
      assertThat(bucket.bucket().list("requests/", "", 10)).isEmpty();
      assertThat(bucket.bucket().list("keys/", "", 10)).isEmpty();
    }
  }

  @Test
  void everyFaultIsToldInOneStartAndNoValueWithIt() throws Exception {
    Path nonsense = Files.writeString(directory.resolve("nonsense"), "{\"edge\":{\"a\":\"hush\"}}");
    Map<String, String> environment =
        Map.of(
            "KEY_SERVER_MANAGEMENT_LISTEN", "0.0.0.0:8091",
            "KEY_SERVER_INTERNAL_LISTEN", "0.0.0.0:8092",
            "BEHIND_PROXY", "true",
            "KEY_SERVER_EDGE_KEYS_FILE", nonsense.toString(),
            "KEY_SERVER_SERVICE_JWKS_FILE", nonsense.toString(),
            "KEY_SERVER_AUDIT_BUFFER", "hush",
            "KEY_SERVER_REVOCATION_POLL", "31s",
            "KEY_SERVER_TYPO", "hush");

    assertThatThrownBy(() -> start(environment))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("KEY_SERVER_MANAGEMENT_LISTEN must be loopback")
        .hasMessageContaining("KEY_SERVER_INTERNAL_LISTEN must be loopback")
        .hasMessageContaining("KEY_SERVER_EDGE_KEYS_FILE must name a file")
        .hasMessageContaining("KEY_SERVER_SERVICE_JWKS_FILE must name a file")
        .hasMessageContaining("KEY_SERVER_AUDIT_BUFFER must be a whole number")
        .hasMessageContaining("KEY_SERVER_REVOCATION_POLL must lie between 100 ms and 30s")
        .hasMessageContaining("KEY_SERVER_KEYSTORE must be set")
        .hasMessageContaining("KEY_SERVER_PASSPHRASE_FILE or KEY_SERVER_PASSPHRASE must be set")
        .hasMessageContaining("KEY_SERVER_TYPO is not a setting")
        .hasMessageNotContaining("hush");
  }

  @Test
  void defaultsAreAsTheTableSays() {
    KeyServerConfig config =
        KeyServerConfig.read(
            new Settings(Map.of("KEY_SERVER_KEYSTORE", "k", "KEY_SERVER_PASSPHRASE", "p")),
            URI.create("http://127.0.0.1:8090/"));

    assertThat(config.makeKeystore()).isFalse();
    assertThat(config.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8090"));
    assertThat(config.mediaUrl()).isEqualTo(config.publicUrl());
    assertThat(config.nonceRequired()).isFalse();
    assertThat(config.sessionStoreLimit()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.auditFlush()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.auditBuffer()).isEqualTo(20_000);
    assertThat(config.revocationPoll()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.keysPerHour()).isEqualTo(1_000_000);
    assertThat(config.addresses().trustedProxies()).isEmpty();
    assertThat(config.toString()).doesNotContain("passPhrase=p");
  }

  private static ServiceProcess start(Map<String, String> environment) {
    return KeyServerProcess.start(environment, Clock.systemUTC(), new SecureRandom());
  }

  private Map<String, String> environment(RealRedis redis, S3Config s3) throws Exception {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    Path derived =
        Files.write(
            directory.resolve("derived.json"),
            Json.bytes(Map.of("edge", Map.of("main-1", key), "native", Map.of("1", key))));
    Path service =
        Files.write(
            directory.resolve("service.jwks"),
            Json.bytes(SigningKey.jwks(List.of(SigningKey.generate("svc-1")))));
    Map<String, String> environment = new HashMap<>();
    environment.put("KEY_SERVER_LISTEN", "127.0.0.1:0");
    environment.put("KEY_SERVER_MANAGEMENT_LISTEN", "127.0.0.1:0");
    environment.put("KEY_SERVER_INTERNAL_LISTEN", "127.0.0.1:0");
    environment.put("KEY_SERVER_KEYSTORE", directory.resolve("kek.bcfks").toString());
    environment.put("KEY_SERVER_KEYSTORE_CREATE", "true");
    environment.put("KEY_SERVER_PASSPHRASE", "hush");
    environment.put("KEY_SERVER_EDGE_KEYS_FILE", derived.toString());
    environment.put("KEY_SERVER_SERVICE_JWKS_FILE", service.toString());
    environment.put("REDIS_ADDRESS", redis.config().address());
    environment.put("S3_ENDPOINT", s3.endpoint().orElseThrow().toString());
    environment.put("S3_BUCKET", s3.bucket());
    environment.put("S3_ACCESS_KEY_ID", s3.accessKeyId());
    environment.put(
        "S3_SECRET_ACCESS_KEY", new String(s3.secretAccessKey().reveal(), StandardCharsets.UTF_8));
    return environment;
  }

  private static int status(int port, String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
