package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.publish.Published;
import dev.reelkey.transcoder.video.VideoLife;
import io.undertow.server.HttpServerExchange;
import java.util.Deque;
import java.util.Optional;

/** Finds what an operator's request is about. */
final class AdminVideos {
  private final VideoLife life;
  private final Published published;

  AdminVideos(VideoLife life, Published published) {
    this.life = life;
    this.published = published;
  }

  VideoRecord requireReady(HttpServerExchange exchange) {
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    VideoRecord record =
        life.find(video)
            .filter(each -> each.state() != VideoState.DELETED)
            .orElseThrow(() -> new ProblemException(Problem.notFound()));
    if (record.state() != VideoState.READY) {
      throw new ProblemException(
          new Problem(409, "not_ready", "Only a video that is READY has keys to work with."));
    }
    return record;
  }

  Presentation presentation(VideoRecord record) {
    GenerationId generation = Optional.ofNullable(record.generation()).orElseThrow();
    return published
        .read(record.video(), generation, record.presentation())
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  static boolean isDryRun(HttpServerExchange exchange) {
    Deque<String> values = exchange.getQueryParameters().get("dry_run");
    return values != null && "true".equals(values.peekFirst());
  }
}
