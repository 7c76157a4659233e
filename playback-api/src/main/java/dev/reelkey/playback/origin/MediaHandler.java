package dev.reelkey.playback.origin;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.token.EdgeTokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /t/{edgeToken}/{videoId}/{generation}/{rendition}/…}: the origin behind a CDN, and the
 * whole delivery where there is none. Keys are the key-server's: here they do not exist.
 */
public final class MediaHandler implements HttpHandler {
  private final EdgeTokenVerifier verifier;
  private final PlaylistResponse playlists;
  private final ObjectResponse objects;
  private final MeterRegistry metrics;

  public MediaHandler(
      EdgeTokenVerifier verifier,
      MediaObjects objects,
      TransferBudget budget,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.verifier = verifier;
    this.playlists = new PlaylistResponse(objects);
    this.objects = new ObjectResponse(objects, budget);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    MediaPath path =
        rawPath(exchange)
            .orElseThrow(
                () ->
                    refuse(400, "path_malformed", "The path is not one that Reelkey has written."));
    EdgeTokenVerifier.Verdict verdict = verifier.verify(path).verdict();
    metrics
        .counter("reelkey.media.requests", "token", verdict.name().toLowerCase(Locale.ROOT))
        .increment();
    switch (verdict) {
      case INVALID -> throw refuse(403, "path_token_invalid", "This link is not one of ours.");
      case EXPIRED -> throw refuse(403, "path_token_expired", "This link is over.");
      case ACCEPTED -> answer(exchange, path);
    }
  }

  private void answer(HttpServerExchange exchange, MediaPath path) throws IOException {
    if (path.keyId().isPresent()) {
      throw new ProblemException(Problem.notFound());
    }
    if (path.isPlaylist()) {
      playlists.send(exchange, path);
    } else {
      objects.send(exchange, path);
    }
  }

  /** The path as the client sent it; decoding first would let one text mean two things. */
  private static Optional<MediaPath> rawPath(HttpServerExchange exchange) {
    return exchange.getQueryString().isEmpty() && !exchange.isHostIncludedInRequestURI()
        ? MediaPath.parse(exchange.getRequestURI())
        : Optional.empty();
  }

  private static ProblemException refuse(int status, String code, String title) {
    return new ProblemException(new Problem(status, code, title));
  }
}
