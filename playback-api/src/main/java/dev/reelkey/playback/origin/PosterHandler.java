package dev.reelkey.playback.origin;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.playback.manifest.Outlines;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code GET /v1/videos/{id}/poster}: the owner's small picture of a video, without a session. */
public final class PosterHandler implements HttpHandler {
  private static final RenditionName POSTER = new RenditionName("poster");

  private final VideoRecords videos;
  private final Outlines outlines;
  private final Bucket bucket;

  public PosterHandler(VideoRecords videos, Outlines outlines, Bucket bucket) {
    this.videos = videos;
    this.outlines = outlines;
    this.bucket = bucket;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    String owner = Caller.of(exchange).subject();
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    byte[] poster =
        videos
            .find(video)
            .filter(record -> record.owner().equals(owner))
            .filter(record -> record.state() == VideoState.READY)
            .flatMap(this::read)
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "image/jpeg");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "private, max-age=300");
    exchange.getResponseHeaders().put(Headers.VARY, "Origin, Authorization");
    exchange.getResponseSender().send(ByteBuffer.wrap(poster));
  }

  private Optional<byte[]> read(VideoRecord record) {
    GenerationId generation = record.generation();
    if (generation == null) {
      return Optional.empty();
    }
    String folder = ObjectLayout.media(record.video(), generation, POSTER);
    return outlines
        .find(record.video(), generation, record.presentation())
        .flatMap(outline -> Optional.ofNullable(outline.presentation().poster()))
        .flatMap(file -> bucket.get(folder + file));
  }
}
