package dev.reelkey.core.s3;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the bucket is and who we are there.
 *
 * @param endpoint empty for AWS itself
 * @param pathStyle bucket name in the path; needed by most S3-likes
 */
public record S3Config(
    Optional<URI> endpoint,
    String region,
    String bucket,
    boolean pathStyle,
    String accessKeyId,
    Secret secretAccessKey) {

  /** Reads {@code S3_*}. */
  public static S3Config read(Settings settings) {
    URI none = URI.create("https://aws.invalid");
    URI endpoint = settings.uri("S3_ENDPOINT", none);
    String secret = settings.requiredText("S3_SECRET_ACCESS_KEY");
    return new S3Config(
        endpoint.equals(none) ? Optional.empty() : Optional.of(endpoint),
        settings.text("S3_REGION", "us-east-1"),
        settings.requiredText("S3_BUCKET"),
        settings.flag("S3_PATH_STYLE", !endpoint.equals(none)),
        settings.requiredText("S3_ACCESS_KEY_ID"),
        // The fault is told by finish(); until then any text will do.
        Secret.copyOf((secret.isEmpty() ? "unset" : secret).getBytes(StandardCharsets.UTF_8)));
  }
}
