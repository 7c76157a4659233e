package dev.reelkey.standalone.embedded;

import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.standalone.data.DataDirectory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy on a directory: loopback, a free port, requests signed by version 4 only. */
public final class EmbeddedS3 implements AutoCloseable {
  private static final String ACCESS_KEY_ID = "reelkey";

  /** A signed body is held in memory before its signature is known to hold. */
  private static final long MAX_SIGNED_BODY = 64L << 20;

  private final S3Proxy server;
  private final Secret secretKey;

  private EmbeddedS3(S3Proxy server, Secret secretKey) {
    this.server = server;
    this.secretKey = secretKey;
  }

  /** Starts on a directory; every sub-directory of it is a bucket. */
  // S3Proxy declares Exception, and any of it means that the server does not start.
  public static EmbeddedS3 start(Path directory, Secret secretKey) {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4,
                ACCESS_KEY_ID,
                new String(secretKey.reveal(), StandardCharsets.US_ASCII))
            .v4MaxNonChunkedRequestSize(MAX_SIGNED_BODY)
            .ignoreUnknownHeaders(true)
            .stopTimeout(2_000)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded S3 does not start", e);
    }
    return new EmbeddedS3(server, secretKey);
  }

  public S3Config config() {
    return new S3Config(
        Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
        "us-east-1",
        DataDirectory.BUCKET,
        true,
        ACCESS_KEY_ID,
        secretKey);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded S3 does not stop", e);
    }
  }
}
