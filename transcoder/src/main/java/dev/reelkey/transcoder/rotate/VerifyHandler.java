package dev.reelkey.transcoder.rotate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.protect.KeyServer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /admin/v1/videos/{id}/verify}: one JSON line per fault, one per some segments for
 * progress, and one at the end.
 */
final class VerifyHandler implements HttpHandler {
  private static final int PROGRESS_EVERY = 20;

  private final AdminVideos videos;
  private final Verification verification;
  private final KeyServer keys;

  VerifyHandler(AdminVideos videos, Verification verification, KeyServer keys) {
    this.videos = videos;
    this.verification = verification;
    this.keys = keys;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    VideoRecord record = videos.requireReady(exchange);
    Presentation presentation = videos.presentation(record);
    if (AdminVideos.isDryRun(exchange)) {
      Json.send(
          exchange, 200, Map.of("dry_run", true, "segments", Verification.segments(presentation)));
      return;
    }
    String ticket = Tickets.require(Json.read(exchange, RotateHandler.Body.class));
    // A refused ticket is a problem document, and not the first line of a stream.
    keys.keysByTicket(presentation.video(), presentation.generation(), 0, 0, ticket);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-ndjson");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    Lines lines = new Lines(exchange.getOutputStream(), Verification.segments(presentation));
    verification.run(presentation, ticket, lines);
    lines.finish();
  }

  private static final class Lines implements Verification.Listener {
    private final OutputStream out;
    private final int total;
    private int done;
    private int failed;

    Lines(OutputStream out, int total) {
      this.out = out;
      this.total = total;
    }

    @Override
    public void checked(
        RenditionName rendition, int segment, String file, Optional<Verification.Fault> fault) {
      done++;
      if (fault.isPresent()) {
        failed++;
        String code = fault.get().name().toLowerCase(Locale.ROOT);
        line(Map.of("rendition", rendition, "segment", segment, "file", file, "fault", code));
      }
      if (done % PROGRESS_EVERY == 0) {
        line(Map.of("done", done, "total", total));
      }
    }

    void finish() {
      line(Map.of("finished", true, "segments", done, "failed", failed));
    }

    private void line(Map<String, Object> value) {
      try {
        out.write((Json.write(value) + "\n").getBytes(UTF_8));
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
