package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.protect.Attempt;
import dev.reelkey.transcoder.protect.ContentKeys;
import dev.reelkey.transcoder.protect.EncryptingSink;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import dev.reelkey.transcoder.protect.SealedSource;
import dev.reelkey.transcoder.protect.SegmentStore;
import dev.reelkey.transcoder.protect.StorageFullException;
import dev.reelkey.transcoder.protect.StoredSegment;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one media task: the child makes clear segments, the sink encrypts and stores them under this
 * attempt's nonce, and the first report decides whose objects count.
 */
public final class MediaStep implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(MediaStep.class);

  private final StepKit kit;

  public MediaStep(StepKit kit) {
    this.kit = kit;
  }

  @Override
  public void run(Task task) {
    VideoId video = task.video();
    GenerationId generation = task.requireGeneration();
    Optional<VideoRecord> record = wanted(task);
    Optional<WorkPlan> plan = record.flatMap(each -> kit.work().plan(video, generation));
    if (plan.isEmpty() || !plan.get().tasks().contains(task.name())) {
      return;
    }
    if (kit.work().report(video, generation, task.name()).isEmpty()) {
      attemptUnlessDone(task, record.get(), plan.get());
    }
    noteDone(task, plan.get());
    if (kit.work().complete(video, generation, plan.get().tasks())) {
      kit.queue().add(Task.finish(video, generation));
    }
  }

  @Override
  public void giveUp(Task task, VideoError why) {
    kit.failures().fail(task, why);
  }

  /** The record, as long as it still asks for this generation. */
  private Optional<VideoRecord> wanted(Task task) {
    return kit.life()
        .find(task.video())
        .filter(each -> each.state() == VideoState.PROCESSING)
        .filter(each -> Objects.equals(each.generation(), task.requireGeneration()));
  }

  private void attemptUnlessDone(Task task, VideoRecord record, WorkPlan plan) {
    try {
      attempt(task, record, plan);
    } catch (KeysRefusedException e) {
      // Another worker may have reported the task since, and the keys be sealed for that reason.
      if (kit.work().report(task.video(), task.requireGeneration(), task.name()).isEmpty()) {
        throw e;
      }
    } catch (StorageFullException e) {
      // By now the attempt has given back what it had stored.
      kit.progress().waitForRoom(task.video());
      throw e;
    }
  }

  private void attempt(Task task, VideoRecord record, WorkPlan plan) {
    Attempt attempt = new Attempt(task.video(), task.requireGeneration(), kit.ids().nonce());
    SegmentStore store = new SegmentStore(kit.bucket(), attempt, kit.io(), kit.room());
    List<StoredSegment> stored = List.of();
    boolean made = false;
    try {
      stored = make(task, record, plan, attempt, store);
      made = true;
    } catch (IOException e) {
      throw new StorageUnavailableException("storing the result of " + task, e);
    } finally {
      if (!made) {
        store.abandon();
      }
    }
    report(task, attempt, stored);
  }

  /** From here on a report may name what was stored, even where its answer is lost. */
  private void report(Task task, Attempt attempt, List<StoredSegment> stored) {
    TaskReport report = new TaskReport(task.name(), attempt.nonce(), stored);
    boolean won = kit.work().createReport(task.video(), task.requireGeneration(), report);
    boolean late = wanted(task).isEmpty();
    if (!won || late) {
      LOG.info("task was no longer wanted task={}", task);
      drop(attempt, stored);
    }
    if (won && late) {
      // The reports were cleared away already, or there would have been one.
      kit.work().deleteReport(task.video(), task.requireGeneration(), task.name());
    }
  }

  private List<StoredSegment> make(
      Task task, VideoRecord record, WorkPlan plan, Attempt attempt, SegmentStore store)
      throws IOException {
    kit.room().require(TaskSize.mostBytes(task.name(), plan));
    SealedSource source = kit.sources().open(record);
    EncryptingSink sink =
        new EncryptingSink(
            attempt, keysFor(task, plan), plan.segmentsPerPeriod(), kit.random(), store);
    long units = WorkUnits.of(plan.encoding()).getOrDefault(task.name(), 0L);
    try {
      kit.media()
          .run(
              new MediaTask(task.name()),
              plan.encoding(),
              source,
              sink,
              (done, total) ->
                  kit.progress()
                      .note(task.video(), task.name(), units * done / Math.max(1, total)));
    } catch (MediaFailureException e) {
      // The store's fault must not count against the film.
      if (store.storageFailed() || source.storageFailed()) {
        throw new StorageUnavailableException("running " + task, e);
      }
      throw e;
    }
    return store.finish();
  }

  private ContentKeys keysFor(Task task, WorkPlan plan) {
    VideoId video = task.video();
    GenerationId generation = task.requireGeneration();
    TaskScope scope = TaskScope.of(task.name(), plan);
    try {
      return kit.keys().keys(video, generation, scope.firstPeriod(), scope.lastPeriod());
    } catch (KeysRefusedException e) {
      if (e.status() != 404) {
        throw e;
      }
      // Whoever stored the plan was stopped before it asked for the keys.
      kit.keys().plan(video, generation, plan.keyPlan());
      return kit.keys().keys(video, generation, scope.firstPeriod(), scope.lastPeriod());
    }
  }

  private void noteDone(Task task, WorkPlan plan) {
    long units = WorkUnits.of(plan.encoding()).getOrDefault(task.name(), 0L);
    kit.progress().note(task.video(), task.name(), units);
  }

  private void drop(Attempt attempt, List<StoredSegment> stored) {
    Bucket bucket = kit.bucket();
    stored.forEach(each -> bucket.delete(attempt.object(each.rendition(), each.file())));
  }
}
