package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.token.Scope;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.upload.Requests;
import dev.reelkey.transcoder.upload.Uploads;
import java.net.URI;
import java.util.function.Consumer;

/** The API's routes to videos and to the work on them. */
public final class VideoRoutes {
  private VideoRoutes() {}

  /**
   * The table.
   *
   * @param clear deletes, in its own time, what a record does not name any more
   * @param publicUrl where clients reach the API
   */
  public static Routes of(
      StepKit kit,
      Uploads uploads,
      VideoEvents events,
      Consumer<VideoId> clear,
      Cors cors,
      URI publicUrl) {
    Access write = Access.scope(Scope.VIDEOS_WRITE);
    Access read = Access.scope(Scope.VIDEOS_READ);
    OwnedVideos videos = new OwnedVideos(kit.life());
    VideoIndex index = new VideoIndex(kit.bucket(), kit.life(), kit.io());
    SourceReception reception =
        new SourceReception(uploads, kit.life(), kit.queue(), kit.progress());
    Requests requests = new Requests(kit.bucket(), kit.ids());
    RetryHandler retry = new RetryHandler(videos, kit.life(), kit.queue(), kit.progress());
    return new Routes(cors)
        .post(
            "/v1/videos",
            write,
            new CreateVideoHandler(kit.life(), requests, reception, kit.progress(), publicUrl))
        .put("/v1/videos/{id}/source", write, new PutSourceHandler(videos, reception))
        .get("/v1/videos", read, new ListVideosHandler(index, kit.progress()))
        .get("/v1/videos/{id}", read, new ShowVideoHandler(videos, kit.progress()))
        .get("/v1/videos/{id}/events", read, new EventsHandler(videos, events))
        .delete(
            "/v1/videos/{id}", write, new DeleteVideoHandler(videos, kit.life(), kit.keys(), clear))
        .post("/v1/videos/{id}/retry", write, retry)
        .get("/v1/jobs", read, new ListJobsHandler(index))
        .post("/v1/jobs/{id}/retry", write, retry)
        .delete("/v1/jobs/{id}", write, new DeleteJobHandler(videos, kit.life(), clear));
  }
}
