package dev.reelkey.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.BucketSelfTest;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
  private static final int PART = 64 << 20;

  @TempDir private Path directory;
  private EmbeddedS3 server;
  private Bucket bucket;

  @BeforeEach
  void start() {
    server = EmbeddedS3.start(directory, secret("right"));
    bucket = Bucket.open(server.config());
    bucket.makeIfMissing();
  }

  @AfterEach
  void stop() {
    bucket.close();
    server.close();
  }

  @Test
  void itHonoursCreateOnlyWrites() {
    BucketSelfTest.run(bucket, new RandomIds(new SecureRandom()));
  }

  @Test
  void aSourcePartOfSixtyFourMegabytesIsTaken() {
    assertThat(bucket.create("videos/part", new byte[PART], "application/octet-stream")).isTrue();
    assertThat(bucket.head("videos/part").orElseThrow().bytes()).isEqualTo(PART);
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    bucket.create("videos/x", new byte[] {1}, "text/plain");
    URI uri = server.config().endpoint().orElseThrow().resolve("/reelkey/videos/x");

    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aWrongKeyIsRefused() {
    S3Config right = server.config();
    S3Config wrong =
        new S3Config(
            right.endpoint(),
            right.region(),
            right.bucket(),
            right.pathStyle(),
            right.accessKeyId(),
            secret("wrong"));
    try (Bucket stranger = Bucket.open(wrong)) {
      assertThatThrownBy(() -> stranger.get("videos/x"))
          .isInstanceOf(StorageUnavailableException.class);
    }
  }

  @Test
  void onlyLoopbackIsListenedOn() {
    assertThat(server.config().endpoint().orElseThrow().getHost()).isEqualTo("127.0.0.1");
  }

  private static Secret secret(String text) {
    return Secret.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
