package dev.reelkey.keyserver.testing;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.session.SessionField;
import dev.reelkey.core.session.SessionKeys;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.Tier;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens sessions as playback-api does, and asks for keys as a player does. */
public final class Player {
  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningKeyServer server;
  private final String origin;

  Player(RunningKeyServer server, int port) {
    this.server = server;
    this.origin = "http://127.0.0.1:" + port;
  }

  /** One viewer's session on one generation, changed at will before it is opened. */
  public final class Session {
    public final SessionId id;
    public final ViewerPseudonym viewer;
    public final VideoId video;
    public final GenerationId generation;
    public final Tier tier;
    public final String proofKey;
    public final Instant end = server.clock().instant().plus(Duration.ofHours(4));

    private Session(
        ViewerPseudonym viewer,
        VideoId video,
        GenerationId generation,
        Tier tier,
        String proofKey) {
      this.viewer = viewer;
      this.id = server.ids().session(viewer);
      this.video = video;
      this.generation = generation;
      this.tier = tier;
      this.proofKey = proofKey;
    }

    /** Writes the session's hash; {@code changes} replace fields. */
    public Session open(Map<SessionField, String> changes) {
      Map<SessionField, String> fields = new LinkedHashMap<>();
      fields.put(SessionField.VIEWER, viewer.value());
      fields.put(SessionField.VIDEO, video.value());
      fields.put(SessionField.GENERATION, generation.value());
      fields.put(SessionField.PRESENTATION, "1");
      fields.put(SessionField.TIER, tier.toString());
      fields.put(SessionField.EXPIRES, Long.toString(end.getEpochSecond()));
      fields.put(SessionField.PROOF_KEY, proofKey);
      fields.put(SessionField.ADDRESS, "");
      fields.put(SessionField.MAX_HEIGHT, "");
      fields.put(SessionField.MAX_STREAMS, "3");
      fields.putAll(changes);
      List<String> arguments = new ArrayList<>();
      fields.forEach((name, value) -> arguments.addAll(List.of(name.toString(), value)));
      server
          .redis()
          .run(
              "for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end"
                  + " return {'ok'}",
              List.of(SessionKeys.session(id)),
              arguments,
              Duration.ofSeconds(5));
      return this;
    }

    public Session open() {
      return open(Map.of());
    }

    public EdgeToken edgeToken() {
      String kid = RunningKeyServer.EDGE_KEY_ID;
      return EdgeToken.sign(server.master().edgeKey(kid), kid, end, id, video, generation);
    }

    public EdgeToken nativeToken() {
      return edgeToken()
          .withNativeMac(
              server.master().nativeKey(RunningKeyServer.EDGE_KEY_ID), video, generation);
    }

    public PlaybackClaims claims(@Nullable Integer maxHeight) {
      Instant now = server.clock().instant();
      return new PlaybackClaims(
          RunningKeyServer.PUBLIC_URL,
          viewer,
          id,
          video,
          generation,
          tier,
          maxHeight,
          proofKey.isEmpty() ? null : proofKey,
          now,
          now.plus(Duration.ofMinutes(5)),
          server.ids().text(16));
    }

    public String token() {
      return claims(null).sign(server.playbackKey());
    }

    public String path(EdgeToken edge, RenditionName rendition, KeyId kid) {
      return "/t/"
          + edge.text()
          + "/"
          + video
          + "/"
          + generation
          + "/"
          + rendition
          + "/keys/"
          + kid;
    }

    public String path(PlannedKey key) {
      return path(edgeToken(), key.rendition(), key.kid());
    }

    /** The usual request: everything is right. */
    public HttpResponse<byte[]> ask(PlannedKey key) {
      return Player.this.get(path(key), Map.of("Authorization", "Bearer " + token()));
    }
  }

  public Session session(
      ViewerPseudonym viewer, VideoId video, GenerationId generation, Tier tier) {
    return new Session(viewer, video, generation, tier, "");
  }

  public Session provenSession(
      ViewerPseudonym viewer, VideoId video, GenerationId generation, String proofKey) {
    return new Session(viewer, video, generation, Tier.DPOP, proofKey);
  }

  /** Says exactly this, and reads until the end of the connection. */
  public String exchange(String raw) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(origin).getPort())) {
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  public HttpResponse<byte[]> get(String rawPath, Map<String, String> headers) {
    return send("GET", rawPath, headers);
  }

  public HttpResponse<byte[]> send(String method, String rawPath, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + rawPath))
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return Answers.of(http, request.build());
  }
}
