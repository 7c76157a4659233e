package dev.reelkey.core.testing;

import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3Proxy on a free port over a directory, with one bucket. */
public final class RealBucket implements AutoCloseable {
  private static final String ACCESS_KEY = "test";
  private static final String SECRET_KEY = "test-secret-key";

  private final Path directory;
  private S3Proxy proxy;
  private final int port;
  private final Bucket bucket;

  private RealBucket(Path directory) {
    this.directory = directory;
    this.proxy = launch(0);
    this.port = proxy.getPort();
    this.bucket = Bucket.open(config());
    bucket.makeIfMissing();
  }

  /** Objects lie below {@code directory/bucket}. */
  public static RealBucket start(Path directory) {
    return new RealBucket(directory);
  }

  public S3Config config() {
    return new S3Config(
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        "us-east-1",
        "bucket",
        true,
        ACCESS_KEY,
        Secret.copyOf(SECRET_KEY.getBytes(StandardCharsets.UTF_8)));
  }

  public Bucket bucket() {
    return bucket;
  }

  /** Ends the store; requests fail until {@link #startAgain}. */
  public void stop() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not stop", e);
    }
  }

  /** Starts it again on the same port and directory. */
  public void startAgain() {
    proxy = launch(port);
  }

  @Override
  public void close() {
    bucket.close();
    stop();
  }

  private S3Proxy launch(int onPort) {
    try {
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(directory.toString()))
              .endpoint(URI.create("http://127.0.0.1:" + onPort))
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
              .v4MaxNonChunkedRequestSize(128L << 20)
              .jettyMaxThreads(32)
              .ignoreUnknownHeaders(true)
              .build();
      server.start();
      return server;
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not start", e);
    }
  }
}
