package dev.reelkey.keyserver.testing;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.KeyBodies;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedPeriod;
import dev.reelkey.core.keyplan.KeyPlanRequest.PlannedRendition;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.token.ServiceToken;
import dev.reelkey.core.token.SigningKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** What the transcoder says to the internal API. */
public final class TranscoderSide {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final SigningKey key;
  private final Clock clock;

  TranscoderSide(int port, SigningKey key, Clock clock) {
    this.origin = "http://127.0.0.1:" + port;
    this.key = key;
    this.clock = clock;
  }

  /** v1080, v360 and sound, with periods of 12 s. */
  public static KeyPlanRequest usualPlan(int periods) {
    return new KeyPlanRequest(
        "timeline",
        List.of(
            new PlannedRendition(new RenditionName("v1080"), 1080),
            new PlannedRendition(new RenditionName("v360"), 360),
            new PlannedRendition(new RenditionName("audio-und"), null)),
        IntStream.range(0, periods).mapToObj(n -> new PlannedPeriod(2 * n, 12)).toList());
  }

  /** Plans a generation and fetches all its keys. */
  public List<PlannedKey> planned(VideoId video, GenerationId generation, int periods) {
    put(InternalPaths.plan(video, generation), Json.bytes(usualPlan(periods)));
    return KeyBodies.readKeys(get(InternalPaths.keys(video, generation, 0, periods), "").body());
  }

  public HttpResponse<byte[]> put(String path, byte[] body) {
    return send("PUT", path, body, token("PUT", path, body), "");
  }

  public HttpResponse<byte[]> get(String path, String ticket) {
    return send("GET", path, new byte[0], token("GET", path, new byte[0]), ticket);
  }

  public HttpResponse<byte[]> post(String path) {
    return send("POST", path, new byte[0], token("POST", path, new byte[0]), "");
  }

  public HttpResponse<byte[]> delete(String path) {
    return send("DELETE", path, new byte[0], token("DELETE", path, new byte[0]), "");
  }

  public String token(String method, String path, byte[] body) {
    return ServiceToken.sign(key, InternalPaths.TRANSCODER_ROLE, method, path, body, clock);
  }

  public HttpResponse<byte[]> send(
      String method, String path, byte[] body, String token, String ticket) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!ticket.isEmpty()) {
      request.header(InternalPaths.TICKET_HEADER, ticket);
    }
    return Answers.of(http, request.build());
  }
}
