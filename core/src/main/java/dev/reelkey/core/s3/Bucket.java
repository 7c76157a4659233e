package dev.reelkey.core.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One bucket. Objects are created once and never overwritten ({@code If-None-Match: *}); what must
 * happen exactly once is decided by that and by nothing else.
 *
 * <p>All methods block; none may run on an IO thread. Each throws {@link
 * StorageUnavailableException} where the store cannot answer.
 */
public final class Bucket implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 64;

  // A hang ends while the client still waits, and there is time for a second attempt: on a busy
  // machine the embedded store may well take a second or two, so five and not three in all.
  static final Consumer<AwsRequestOverrideConfiguration.Builder> SOON =
      within(Duration.ofSeconds(3), Duration.ofSeconds(5));

  /** S3Proxy sorts the whole prefix for each page. */
  private static final Consumer<AwsRequestOverrideConfiguration.Builder> PAGE =
      within(Duration.ofSeconds(10), Duration.ofSeconds(10));

  private static final int SMALL_LIST = 100;

  private final S3Client s3;
  private final String bucket;

  private Bucket(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Connects lazily: the first request does. */
  public static Bucket open(S3Config config) {
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(
            config.accessKeyId(),
            new String(config.secretAccessKey().reveal(), StandardCharsets.UTF_8));
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .forcePathStyle(config.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(2))
                    .connectionAcquisitionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(20)))
            .overrideConfiguration(o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
    Optional<URI> endpoint = config.endpoint();
    endpoint.ifPresent(builder::endpointOverride);
    return new Bucket(builder.build(), config.bucket());
  }

  /**
   * Empty where there is no such object. For small objects: the whole is held in memory, and the
   * first byte is waited for only shortly.
   */
  public Optional<byte[]> get(String name) {
    return answer("reading " + name, () -> read(name));
  }

  /** Bytes {@code first} to {@code last}, both included. Empty where there is no such object. */
  public Optional<byte[]> get(String name, long first, long last) {
    return answer(
        "reading " + name,
        () ->
            s3.getObjectAsBytes(
                    r -> r.bucket(bucket).key(name).range("bytes=" + first + "-" + last))
                .asByteArrayUnsafe());
  }

  /**
   * The object as a stream; the caller closes it. Empty where there is no such object. Only the
   * answer's head is waited for shortly; the body may take its time.
   *
   * @param range an HTTP Range value, or empty for the whole
   */
  public Optional<ObjectStream> stream(String name, Optional<String> range) {
    return answer(
        "reading " + name,
        () -> {
          ResponseInputStream<GetObjectResponse> in =
              s3.getObject(
                  r ->
                      r.bucket(bucket)
                          .key(name)
                          .range(range.orElse(null))
                          .overrideConfiguration(SOON));
          GetObjectResponse head = in.response();
          return new ObjectStream(
              in,
              in::abort,
              head.contentLength(),
              head.eTag(),
              Optional.ofNullable(head.contentRange()));
        });
  }

  public Optional<StoredObject> head(String name) {
    return answer(
        "asking for " + name,
        () -> {
          HeadObjectResponse head =
              s3.headObject(r -> r.bucket(bucket).key(name).overrideConfiguration(SOON));
          return new StoredObject(name, head.contentLength(), head.eTag());
        });
  }

  /**
   * Creates the object unless one of that name exists. A lost answer is seen through: where the
   * object that exists has the very same content, it is taken for ours. A small one is waited for
   * only shortly.
   *
   * @return whether the object is now ours
   */
  public boolean create(String name, byte[] content, String contentType) {
    return new Creation(s3, bucket, this).create(name, content, contentType);
  }

  /** Deleting what is not there is no fault. */
  public void delete(String name) {
    answer("deleting " + name, () -> s3.deleteObject(r -> r.bucket(bucket).key(name)));
  }

  /** At most {@code max} (≤ 1000) objects after {@code startAfter} in name order. */
  public List<StoredObject> list(String prefix, String startAfter, int max) {
    return answer(
            "listing " + prefix,
            () ->
                s3.listObjectsV2(
                    r ->
                        r.bucket(bucket)
                            .prefix(prefix)
                            .startAfter(startAfter)
                            .maxKeys(max)
                            .overrideConfiguration(max > SMALL_LIST ? PAGE : SOON)))
        .map(ListObjectsV2Response::contents)
        .orElse(List.of())
        .stream()
        .map(each -> new StoredObject(each.key(), each.size(), each.eTag()))
        .toList();
  }

  /** Hands every object below the prefix to {@code each}, page by page. */
  public void listAll(String prefix, Consumer<StoredObject> each) {
    String after = "";
    List<StoredObject> page = list(prefix, after, 1000);
    while (!page.isEmpty()) {
      page.forEach(each);
      after = page.get(page.size() - 1).name();
      page = list(prefix, after, 1000);
    }
  }

  /** Deletes every object below the prefix. */
  public void deleteAll(String prefix) {
    List<String> names = new ArrayList<>();
    listAll(prefix, each -> names.add(each.name()));
    names.forEach(this::delete);
  }

  /** Makes the bucket where it is missing; for the embedded store and tests. */
  public void makeIfMissing() {
    try {
      s3.headBucket(r -> r.bucket(bucket));
    } catch (S3Exception missing) {
      try {
        s3.createBucket(r -> r.bucket(bucket));
      } catch (SdkException e) {
        throw new StorageUnavailableException("making the bucket", e);
      }
    } catch (SdkException e) {
      throw new StorageUnavailableException("asking for the bucket", e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  private byte[] read(String name) {
    ResponseInputStream<GetObjectResponse> in =
        s3.getObject(r -> r.bucket(bucket).key(name).overrideConfiguration(SOON));
    try (in) {
      return in.readAllBytes();
    } catch (SocketTimeoutException hangs) {
      in.abort();
      throw new StorageUnavailableException("reading " + name, hangs);
    } catch (IOException cut) {
      in.abort();
      return s3.getObjectAsBytes(r -> r.bucket(bucket).key(name)).asByteArrayUnsafe();
    }
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> within(
      Duration attempt, Duration call) {
    return request -> request.apiCallAttemptTimeout(attempt).apiCallTimeout(call);
  }

  private static <T> Optional<T> answer(String doing, Supplier<T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (NoSuchKeyException missing) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw new StorageUnavailableException(doing, e);
    } catch (SdkException e) {
      throw new StorageUnavailableException(doing, e);
    }
  }

  /**
   * An object on its way.
   *
   * @param abort ends the transfer early; closing alone reads to the end
   * @param bytes of this answer, which may be a part
   * @param contentRange where the answer is a part
   */
  public record ObjectStream(
      InputStream body,
      Runnable abort,
      long bytes,
      String entityTag,
      Optional<String> contentRange) {}
}
