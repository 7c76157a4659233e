package dev.reelkey.transcoder.sweep;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.WorkPlan;
import dev.reelkey.transcoder.publish.Leftovers;
import dev.reelkey.transcoder.rotate.Rotations;
import dev.reelkey.transcoder.video.RecordSteps;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the record of one open video and sees to what is next, whatever was lost before. */
public final class OpenVideo implements Consumer<VideoId> {
  private static final VideoError EXPIRED =
      new VideoError("upload_expired", "The upload was not finished in time. Please start again.");

  private final StepKit kit;
  private final Leftovers leftovers;
  private final Rotations rotations;
  private final Arrivals arrivals;
  private final Duration uploadLease;
  private final Clock clock;
  private final Supplier<Set<Task>> running;
  private final Set<VideoId> withoutRecord = new HashSet<>();

  /**
   * One for a process.
   *
   * @param uploadLease how long a video may wait for its source
   * @param running what this process does now, and need not be queued
   */
  public OpenVideo(
      StepKit kit,
      Leftovers leftovers,
      Rotations rotations,
      Arrivals arrivals,
      Duration uploadLease,
      Clock clock,
      Supplier<Set<Task>> running) {
    this.kit = kit;
    this.leftovers = leftovers;
    this.rotations = rotations;
    this.arrivals = arrivals;
    this.uploadLease = uploadLease;
    this.clock = clock;
    this.running = running;
  }

  @Override
  public void accept(VideoId video) {
    Optional<VideoRecord> found = kit.life().find(video);
    if (found.isEmpty()) {
      // The marker is made just before the record: only one that stays alone is stale.
      if (!withoutRecord.add(video)) {
        withoutRecord.remove(video);
        kit.life().markDone(video);
      }
      return;
    }
    VideoRecord record = found.get();
    switch (record.state()) {
      case UPLOADING -> expire(record);
      case QUEUED -> add(Task.plan(video));
      case PROCESSING -> resume(record);
      case READY -> settle(record);
      case FAILED, DELETED -> leftovers.clear(video);
    }
  }

  private void expire(VideoRecord record) {
    kit.life().index(record);
    boolean late = record.created().plus(uploadLease).isBefore(clock.instant());
    // Described long ago, but the file may be coming in at last.
    if (late && !arrivals.isComing(record.video())) {
      kit.life()
          .advance(
              record.video(),
              (current, now) ->
                  current.state() == VideoState.UPLOADING
                      ? Optional.of(RecordSteps.failed(current, EXPIRED, now))
                      : Optional.empty());
    }
  }

  private void resume(VideoRecord record) {
    VideoId video = record.video();
    GenerationId generation = Optional.ofNullable(record.generation()).orElseThrow();
    Optional<WorkPlan> plan = kit.work().plan(video, generation);
    if (plan.isEmpty()) {
      add(Task.plan(video));
      return;
    }
    List<String> missing = kit.work().missing(video, generation, plan.get().tasks());
    if (missing.isEmpty()) {
      add(Task.finish(video, generation));
    } else {
      missing.forEach(name -> add(Task.media(video, generation, name)));
    }
  }

  private void settle(VideoRecord record) {
    boolean due =
        record.retired().stream().anyMatch(each -> !each.until().isAfter(clock.instant()));
    if (due) {
      kit.life()
          .advance(
              record.video(),
              (current, now) ->
                  current.state() == VideoState.READY
                      ? Optional.of(RecordSteps.withoutRetired(current, now))
                      : Optional.empty())
          .ifPresent(each -> leftovers.clear(each.video()));
      return;
    }
    List<Task> rekeying = rotations.open(record);
    rekeying.forEach(this::add);
    // A generation that waits for its retirement is looked at again when that is due.
    if (rekeying.isEmpty() && (record.retired().isEmpty() || rotations.hasWork(record))) {
      leftovers.clear(record.video());
    }
  }

  private void add(Task task) {
    if (!running.get().contains(task)) {
      kit.queue().add(task);
    }
  }
}
