package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.ProgressBoard;
import dev.reelkey.transcoder.upload.Requests;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/videos}: either the file itself as body, or a JSON description of a video whose
 * file comes by {@code PUT}.
 */
final class CreateVideoHandler implements HttpHandler {
  private static final String KEY_HEADER = "Idempotency-Key";
  private static final int LONGEST_KEY = 255;

  private final VideoLife life;
  private final Requests requests;
  private final SourceReception reception;
  private final ProgressBoard progress;
  private final URI publicUrl;

  CreateVideoHandler(
      VideoLife life,
      Requests requests,
      SourceReception reception,
      ProgressBoard progress,
      URI publicUrl) {
    this.life = life;
    this.requests = requests;
    this.reception = reception;
    this.progress = progress;
    this.publicUrl = publicUrl;
  }

  /** The JSON form of the request. */
  private record Body(
      @Nullable String title, @Nullable String profile, @Nullable AccessBody access) {}

  private record AccessBody(@Nullable List<String> viewers) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    String key = exchange.getRequestHeaders().getFirst(KEY_HEADER);
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      UploadProblems.refuse(
          exchange,
          Problem.badRequest("idempotency_key_malformed", "The Idempotency-Key is too long."));
    } else if (type != null && type.startsWith("application/json")) {
      describe(exchange, Optional.ofNullable(key));
    } else if (type != null
        && (type.startsWith("video/") || type.startsWith("application/octet-stream"))) {
      reception.admit(exchange, () -> upload(exchange, Optional.ofNullable(key)));
    } else {
      UploadProblems.refuse(
          exchange,
          new Problem(
              415,
              "media_type_unsupported",
              "Send a video/* body, or JSON to describe one that follows."));
    }
  }

  private void describe(HttpServerExchange exchange, Optional<String> key) {
    Body body = Json.read(exchange, Body.class);
    VideoAccess access =
        body.access() == null || body.access().viewers() == null
            ? null
            : new VideoAccess(body.access().viewers());
    Optional<VideoRequest> request = request(exchange, body.title(), body.profile(), access);
    Optional<VideoRecord> record =
        request.flatMap(each -> create(exchange, each, key, "json " + Json.write(body)));
    record.ifPresent(
        each -> {
          String url = publicUrl.resolve("/v1/videos/" + each.video() + "/source").toString();
          Json.send(exchange, 201, VideoView.of(each, progress, url));
        });
  }

  private void upload(HttpServerExchange exchange, Optional<String> key) {
    String title = query(exchange, "title").orElse("");
    Optional<VideoRequest> request =
        request(exchange, title, query(exchange, "profile").orElse(null), null);
    String fingerprint = "body " + exchange.getRequestContentLength() + " " + title;
    Optional<VideoRecord> record =
        request.flatMap(each -> create(exchange, each, key, fingerprint));
    record.ifPresent(
        each -> {
          if (each.state() == VideoState.UPLOADING) {
            reception.receive(exchange, each, now -> late(exchange, now, key));
          } else {
            reception.repeat(exchange, each, 202);
          }
        });
  }

  /** A repeated request may overtake the first one: then that is done with what this one made. */
  private void late(HttpServerExchange exchange, VideoRecord now, Optional<String> key) {
    if (key.isPresent() && now.upload() != null && now.state() != VideoState.DELETED) {
      reception.repeat(exchange, now, 202);
    } else {
      reception.refuseLate(exchange, now);
    }
  }

  private static Optional<VideoRequest> request(
      HttpServerExchange exchange,
      @Nullable String title,
      @Nullable String profile,
      @Nullable VideoAccess access) {
    String name = profile == null ? VideoRequest.DEFAULT_PROFILE : profile;
    if (!name.equals(VideoRequest.DEFAULT_PROFILE)) {
      UploadProblems.refuse(
          exchange, Problem.badRequest("profile_unknown", "There is no profile of that name."));
      return Optional.empty();
    }
    try {
      return Optional.of(new VideoRequest(title == null ? "" : title, name, access));
    } catch (IllegalArgumentException e) {
      UploadProblems.refuse(
          exchange, Problem.badRequest("access_malformed", "Too many viewers are named."));
      return Optional.empty();
    }
  }

  private Optional<VideoRecord> create(
      HttpServerExchange exchange, VideoRequest request, Optional<String> key, String fingerprint) {
    String owner = Caller.of(exchange).subject();
    Requests.Outcome outcome = requests.claim(owner, key, fingerprint);
    if (!(outcome instanceof Requests.Outcome.Proceed proceed)) {
      UploadProblems.refuse(
          exchange,
          new Problem(
              422, "idempotency_key_reused", "This Idempotency-Key was used for another request."));
      return Optional.empty();
    }
    VideoId video = proceed.video();
    VideoRecord record = life.create(video, owner, request);
    if (record.state() == VideoState.DELETED) {
      UploadProblems.refuse(exchange, Problem.notFound());
      return Optional.empty();
    }
    return Optional.of(record);
  }

  private static Optional<String> query(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? Optional.empty() : Optional.ofNullable(values.peekFirst());
  }
}
