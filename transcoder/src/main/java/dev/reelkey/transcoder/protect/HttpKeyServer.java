package dev.reelkey.transcoder.protect;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.KeyBodies;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.ServiceToken;
import dev.reelkey.core.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks key-server's internal API; each request carries a service token for itself alone. */
public final class HttpKeyServer implements KeyServer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NO_BODY = {};

  private final URI address;
  private final SigningKey serviceKey;
  private final Clock clock;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param address of the internal listener, without a path
   */
  public HttpKeyServer(URI address, SigningKey serviceKey, Clock clock) {
    this.address = address;
    this.serviceKey = serviceKey;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
  }

  private record Refusal(@Nullable String code) {}

  @Override
  public Secret sourceKey(VideoId video) {
    return KeyBodies.readSourceKey(
        ask("PUT", InternalPaths.sourceKey(video), NO_BODY, Optional.empty()));
  }

  @Override
  public void plan(VideoId video, GenerationId generation, KeyPlanRequest plan) {
    ask("PUT", InternalPaths.plan(video, generation), Json.bytes(plan), Optional.empty());
  }

  @Override
  public ContentKeys keys(VideoId video, GenerationId generation, int first, int last) {
    String path = InternalPaths.keys(video, generation, first, last);
    return new ContentKeys(KeyBodies.readKeys(ask("GET", path, NO_BODY, Optional.empty())));
  }

  @Override
  public ContentKeys keysByTicket(
      VideoId video, GenerationId generation, int first, int last, String ticket) {
    String path = InternalPaths.keys(video, generation, first, last);
    return new ContentKeys(KeyBodies.readKeys(ask("GET", path, NO_BODY, Optional.of(ticket))));
  }

  @Override
  public void seal(VideoId video, GenerationId generation) {
    ask("POST", InternalPaths.seal(video, generation), NO_BODY, Optional.empty());
  }

  @Override
  public void shred(VideoId video) {
    ask("DELETE", InternalPaths.keysOf(video), NO_BODY, Optional.empty());
  }

  private byte[] ask(String method, String path, byte[] body, Optional<String> ticket) {
    String token =
        ServiceToken.sign(serviceKey, InternalPaths.TRANSCODER_ROLE, method, path, body, clock);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    ticket.ifPresent(text -> request.header(InternalPaths.TICKET_HEADER, text));
    return answerTo(request.build());
  }

  private byte[] answerTo(HttpRequest request) {
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new KeyServerUnavailableException("key-server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyServerUnavailableException("interrupted", e);
    }
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return answer.body();
    }
    // 401 is a clock or a key being rolled out, 429 the hourly cap: both pass.
    if (status >= 500 || status == 401 || status == 429) {
      throw new KeyServerUnavailableException("key-server answered " + status);
    }
    throw new KeysRefusedException(status, codeOf(answer.body()));
  }

  /** The code of a problem document; a proxy before key-server may answer with something else. */
  private static String codeOf(byte[] body) {
    try {
      String code = Json.parse(body, Refusal.class).code();
      return code == null ? "" : code;
    } catch (UncheckedIOException e) {
      return "";
    }
  }
}
