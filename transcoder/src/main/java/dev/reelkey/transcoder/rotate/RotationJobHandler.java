package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.transcoder.video.VideoLife;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /admin/v1/jobs/{id}}: how far a re-encryption is. */
final class RotationJobHandler implements HttpHandler {
  private final VideoLife life;
  private final Rotations rotations;

  RotationJobHandler(VideoLife life, Rotations rotations) {
    this.life = life;
    this.rotations = rotations;
  }

  /**
   * The answer.
   *
   * @param state running, done or failed
   * @param done runs of {@code total}; both 0 where they are not known any more
   */
  private record View(String id, String state, int done, int total, @Nullable VideoError error) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    RotationJob job = PathParameter.require(exchange, "id", RotationJob::parse);
    Optional<VideoRecord> record = life.find(job.video());
    Optional<View> view = record.flatMap(each -> view(each, job));
    if (view.isEmpty()) {
      Problem.notFound().sendTo(exchange);
    } else {
      Json.send(exchange, 200, view.get());
    }
  }

  private Optional<View> view(VideoRecord record, RotationJob job) {
    String id = RotationJob.id(job.video(), job.generation());
    if (isPublished(record, job.generation())) {
      return Optional.of(new View(id, "done", 0, 0, null));
    }
    Optional<VideoError> failure = rotations.failure(job.video(), job.generation());
    if (failure.isPresent()) {
      return Optional.of(new View(id, "failed", 0, 0, failure.get()));
    }
    return rotations
        .find(job.video(), job.generation())
        .map(
            rotation -> {
              int total = rotation.runs().size();
              int missing = rotations.missing(job.video(), job.generation(), rotation).size();
              return new View(id, "running", total - missing, total, null);
            });
  }

  private static boolean isPublished(VideoRecord record, GenerationId generation) {
    return generation.equals(record.generation())
        || record.retired().stream().anyMatch(each -> each.generation().equals(generation));
  }
}
