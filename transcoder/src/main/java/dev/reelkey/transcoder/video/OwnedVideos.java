package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import io.undertow.server.HttpServerExchange;

/** Finds the video of a request for its owner; to everybody else there is none. */
final class OwnedVideos {
  private final VideoLife life;

  OwnedVideos(VideoLife life) {
    this.life = life;
  }

  /**
   * The video of the path parameter {@code id}.
   *
   * @throws ProblemException 404, alike for unknown, deleted and somebody else's
   */
  VideoRecord require(HttpServerExchange exchange) {
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    return life.find(video)
        .filter(record -> record.state() != VideoState.DELETED)
        .filter(record -> record.owner().equals(Caller.of(exchange).subject()))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
  }
}
