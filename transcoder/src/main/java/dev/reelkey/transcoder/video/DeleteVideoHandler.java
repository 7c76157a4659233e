package dev.reelkey.transcoder.video;

import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code DELETE /v1/videos/{id}}: the tombstone first, then the keys; with them the video is gone.
 * What lies about is deleted afterwards, by the sweep if need be.
 */
final class DeleteVideoHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteVideoHandler.class);

  private final OwnedVideos videos;
  private final VideoLife life;
  private final KeyServer keys;
  private final Consumer<VideoId> clear;

  DeleteVideoHandler(OwnedVideos videos, VideoLife life, KeyServer keys, Consumer<VideoId> clear) {
    this.videos = videos;
    this.life = life;
    this.keys = keys;
    this.clear = clear;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoRecord record = videos.require(exchange);
    Optional<VideoRecord> tombstone =
        life.reopen(
            record.video(), (current, now) -> Optional.of(RecordSteps.deleted(current, now)));
    try {
      keys.shred(record.video());
    } catch (KeyServerUnavailableException e) {
      LOG.warn("keys are shredded later video={}", record.video());
    }
    LOG.info("deleted video={}", record.video());
    tombstone.map(VideoRecord::video).ifPresent(clear);
    exchange.setStatusCode(204);
    exchange.endExchange();
  }
}
