package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.video.VideoRecord;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/jobs?state=}: the work on the caller's videos that has not ended well. */
final class ListJobsHandler implements HttpHandler {
  private static final int PAGES = 10;

  private final VideoIndex index;

  ListJobsHandler(VideoIndex index) {
    this.index = index;
  }

  private record Answer(List<JobView> jobs, @Nullable String nextCursor) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Deque<String> values = exchange.getQueryParameters().get("state");
    String state = values == null || values.isEmpty() ? "" : values.getFirst();
    if (!state.isEmpty() && !JobView.STATES.contains(state)) {
      Problem.badRequest("state_unknown", "A job is waiting, running or dead.").sendTo(exchange);
      return;
    }
    String owner = Caller.of(exchange).subject();
    PageRequest request = PageRequest.of(exchange);
    List<JobView> jobs = new ArrayList<>();
    VideoIndex.Page page = index.page(owner, request);
    collect(page.records(), state, jobs);
    for (int i = 1; i < PAGES && jobs.isEmpty() && page.nextCursor() != null; i++) {
      page = index.page(owner, new PageRequest(page.nextCursor(), request.limit()));
      collect(page.records(), state, jobs);
    }
    Json.send(exchange, 200, new Answer(jobs, page.nextCursor()));
  }

  private static void collect(List<VideoRecord> records, String state, List<JobView> into) {
    for (VideoRecord record : records) {
      Optional<JobView> job = JobView.of(record);
      job.filter(each -> state.isEmpty() || each.state().equals(state)).ifPresent(into::add);
    }
  }
}
