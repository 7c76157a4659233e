package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.ProgressBoard;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskQueue;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import dev.reelkey.transcoder.upload.UploadPlaces;
import dev.reelkey.transcoder.upload.UploadRefusedException;
import dev.reelkey.transcoder.upload.Uploads;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request's body as the source of a video and answers. */
final class SourceReception {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReception.class);

  // A file takes longer than what other busy answers wait for.
  private static final Duration BUSY = Duration.ofSeconds(10);

  private final Uploads uploads;
  private final UploadPlaces places = new UploadPlaces();
  private final VideoLife life;
  private final TaskQueue queue;
  private final ProgressBoard progress;

  SourceReception(Uploads uploads, VideoLife life, TaskQueue queue, ProgressBoard progress) {
    this.uploads = uploads;
    this.life = life;
    this.queue = queue;
    this.progress = progress;
  }

  /**
   * Before the video exists: what cannot end well is refused while nothing is read.
   *
   * @param work receives the body; one of the places is its own meanwhile
   */
  void admit(HttpServerExchange exchange, Runnable work) {
    try {
      uploads.check(exchange.getRequestContentLength());
    } catch (UploadRefusedException e) {
      UploadProblems.refuse(exchange, UploadProblems.of(e.why()));
      return;
    }
    Optional<UploadPlaces.Place> free = places.take(Caller.of(exchange).subject());
    if (free.isEmpty()) {
      UploadProblems.refuse(exchange, busy());
      return;
    }
    try (UploadPlaces.Place place = free.get()) {
      work.run();
    }
  }

  /**
   * Reads the body and answers.
   *
   * @param late answers, by what the record says then, where somebody else was faster
   */
  void receive(HttpServerExchange exchange, VideoRecord record, Consumer<VideoRecord> late) {
    try {
      Optional<VideoRecord> queued = uploads.receive(record.video(), exchange.getInputStream());
      if (queued.isEmpty()) {
        late.accept(life.find(record.video()).orElse(record));
        return;
      }
      LOG.info("uploaded video={} bytes={}", record.video(), queued.get().sourceBytes());
      enqueue(queued.get());
      Json.send(exchange, 202, VideoView.of(queued.get(), progress, null));
    } catch (UploadRefusedException e) {
      LOG.info("upload refused video={} why={}", record.video(), e.why());
      UploadProblems.refuse(exchange, UploadProblems.of(e.why()));
    } catch (KeyServerUnavailableException e) {
      LOG.warn("upload without a key video={} because={}", record.video(), e.getMessage());
      UploadProblems.refuse(exchange, keysUnavailable());
    } catch (KeysRefusedException e) {
      UploadProblems.refuse(exchange, Problem.notFound());
    }
  }

  /** Answers an upload of a video that waits for no source any more. */
  void refuseLate(HttpServerExchange exchange, VideoRecord record) {
    UploadProblems.refuse(exchange, late(record));
  }

  private static Problem late(VideoRecord record) {
    if (record.state() == VideoState.DELETED) {
      return Problem.notFound();
    }
    return record.state() == VideoState.FAILED && record.upload() == null
        ? new Problem(409, "upload_expired", "The upload was not finished in time; start again.")
        : new Problem(409, "source_exists", "This video has its file already.");
  }

  /** The answer of a request that was already done. */
  void repeat(HttpServerExchange exchange, VideoRecord record, int status) {
    exchange.setPersistent(false);
    Json.send(
        exchange, status, VideoView.of(life.find(record.video()).orElse(record), progress, null));
  }

  private static Problem busy() {
    return Problem.unavailable(
            "uploads_busy", "Too many files are being received already; try again shortly.")
        .retryAfter(BUSY);
  }

  static Problem keysUnavailable() {
    return Problem.unavailable(
        "keys_unavailable", "The key server does not answer; try again shortly.");
  }

  /** The sweep finds what the queue does not take. */
  private void enqueue(VideoRecord record) {
    try {
      queue.add(Task.plan(record.video()));
    } catch (RedisUnavailableException e) {
      LOG.warn("queue is away video={}", record.video());
    }
  }
}
