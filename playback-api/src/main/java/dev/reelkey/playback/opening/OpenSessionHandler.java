package dev.reelkey.playback.opening;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.token.AccessToken;
import dev.reelkey.playback.grant.Grants;
import dev.reelkey.playback.manifest.Outline;
import dev.reelkey.playback.manifest.Outlines;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.StoredSession;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/videos/{id}/sessions}: opens a session when the viewer presses play. */
public final class OpenSessionHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSessionHandler.class);
  private static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final SessionOpening opening;
  private final OpenedSessions opened;
  private final Outlines outlines;
  private final Grants grants;
  private final MeterRegistry metrics;

  public OpenSessionHandler(
      SessionOpening opening,
      OpenedSessions opened,
      Outlines outlines,
      Grants grants,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.opening = opening;
    this.opened = opened;
    this.outlines = outlines;
    this.grants = grants;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    AccessToken caller = Caller.of(exchange);
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    OpenRequest request = Json.read(exchange, OpenRequest.class);
    Optional<String> key = idempotencyKey(exchange);
    SessionOpening.Decision decision = opening.decide(caller, video, request);
    if (decision instanceof SessionOpening.Refused refused) {
      throw refuse(video, refused.why());
    }
    Session wanted = ((SessionOpening.Granted) decision).session();
    OpenedSessions.Result result = opened.open(wanted, request, key);
    if (result instanceof OpenedSessions.Refused refused) {
      throw refuse(video, refused.why());
    }
    StoredSession stored = ((OpenedSessions.Opened) result).session();
    Outline outline =
        outlines.of(stored.session()).orElseThrow(() -> refuse(video, OpenRefusal.VIDEO_UNKNOWN));
    count("opened");
    LOG.info(
        "session opened sid={} video={} tier={}",
        stored.session().id(),
        video,
        stored.session().tier());
    Json.send(exchange, 201, grants.of(stored.session(), outline, stored.refresh()));
  }

  private static Optional<String> idempotencyKey(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(IDEMPOTENCY_KEY);
    if (values == null) {
      return Optional.empty();
    }
    if (values.size() != 1 || !KEY.matcher(values.getFirst()).matches()) {
      throw new ProblemException(OpenProblems.of(OpenRefusal.IDEMPOTENCY_KEY_MALFORMED));
    }
    return Optional.of(values.getFirst());
  }

  private ProblemException refuse(VideoId video, OpenRefusal why) {
    count(why.name());
    LOG.info("session refused video={} why={}", video, why);
    return new ProblemException(OpenProblems.of(why));
  }

  private void count(String outcome) {
    metrics
        .counter("reelkey.session.openings", "outcome", outcome.toLowerCase(Locale.ROOT))
        .increment();
  }
}
