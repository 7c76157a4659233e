package dev.reelkey.keyserver.release;

import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.layout.MediaPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * {@code GET /t/{edgeToken}/{video}/{generation}/{rendition}/keys/{kid}}: the 16 raw bytes that an
 * HLS player expects behind the URI of EXT-X-KEY.
 */
public final class KeyRequestHandler implements HttpHandler {
  private static final HttpString PACE = new HttpString("Reelkey-Pace-Remaining");
  private static final HttpString DPOP = new HttpString("DPoP");
  private static final HttpString DPOP_NONCE = new HttpString("DPoP-Nonce");
  private static final HttpString REQUEST_ID = new HttpString("X-Request-ID");

  private final KeyRelease release;
  private final ProofCheck proofs;
  private final ClientAddress addresses;
  private final MeterRegistry metrics;

  KeyRequestHandler(
      KeyRelease release, ProofCheck proofs, ClientAddress addresses, MeterRegistry metrics) {
    this.release = release;
    this.proofs = proofs;
    this.addresses = addresses;
    this.metrics = metrics;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (!"GET".equals(exchange.getRequestMethod().toString())) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "GET, OPTIONS");
      refuse(exchange, release.unread(Refusal.METHOD_NOT_ALLOWED, requestId(exchange)));
      return;
    }
    // The raw path: Undertow decodes and shortens every other view of it.
    String rawPath = exchange.getRequestURI();
    boolean bare = exchange.getQueryString().isEmpty() && !exchange.isHostIncludedInRequestURI();
    Optional<MediaPath> path = bare ? MediaPath.parse(rawPath) : Optional.empty();
    Optional<KeyId> kid = path.flatMap(MediaPath::keyId);
    if (path.isEmpty() || kid.isEmpty()) {
      refuse(exchange, release.unread(Refusal.PATH_MALFORMED, requestId(exchange)));
      return;
    }
    KeyDecision decision =
        release.decide(
            new KeyRequest(
                path.get(),
                kid.get(),
                rawPath,
                Credential.of(exchange).orElse(null),
                proof(exchange),
                addresses.of(exchange),
                requestId(exchange)));
    if (decision instanceof KeyDecision.Refused refused) {
      refuse(exchange, refused);
    } else {
      grant(exchange, (KeyDecision.Granted) decision);
    }
  }

  private void grant(HttpServerExchange exchange, KeyDecision.Granted granted) {
    count("granted");
    proofs.nonce().ifPresent(n -> exchange.getResponseHeaders().put(DPOP_NONCE, n));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/octet-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(PACE, Long.toString((long) granted.paceRemaining()));
    exchange.getResponseSender().send(ByteBuffer.wrap(granted.key().reveal()));
  }

  private void refuse(HttpServerExchange exchange, KeyDecision.Refused refused) {
    Refusal why = refused.why();
    count(why.toString());
    challenge(exchange, why);
    Problem problem = new Problem(why.status(), why.toString(), why.title());
    (refused.retryAfter().isZero() ? problem : problem.retryAfter(refused.retryAfter()))
        .sendTo(exchange);
  }

  /** RFC 9449, 7.1: a proof that does not fit is named in the challenge. */
  private void challenge(HttpServerExchange exchange, Refusal why) {
    switch (why) {
      case PROOF_INVALID, PROOF_REPLAYED ->
          exchange
              .getResponseHeaders()
              .put(Headers.WWW_AUTHENTICATE, "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"");
      case USE_DPOP_NONCE -> {
        exchange
            .getResponseHeaders()
            .put(Headers.WWW_AUTHENTICATE, "DPoP error=\"use_dpop_nonce\", algs=\"ES256\"");
        proofs.nonce().ifPresent(n -> exchange.getResponseHeaders().put(DPOP_NONCE, n));
      }
      case SCHEME_MISMATCH ->
          exchange
              .getResponseHeaders()
              .put(Headers.WWW_AUTHENTICATE, "Bearer, DPoP algs=\"ES256\"");
      default -> {
        // Problem adds the Bearer challenge to every other 401.
      }
    }
  }

  private void count(String outcome) {
    metrics.counter("reelkey.key.requests", "outcome", outcome).increment();
  }

  private static String requestId(HttpServerExchange exchange) {
    return Optional.ofNullable(exchange.getResponseHeaders().getFirst(REQUEST_ID)).orElse("none");
  }

  private static String proof(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(DPOP);
    return values != null && values.size() == 1 ? values.getFirst() : "";
  }
}
