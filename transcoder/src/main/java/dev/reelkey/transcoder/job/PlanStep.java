package dev.reelkey.transcoder.job;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.SegmentCipher;
import dev.reelkey.transcoder.video.RecordSteps;
import dev.reelkey.transcoder.video.VideoLife;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a packaging: the revision PROCESSING names the generation, the scan says what the source
 * is, the plan and the keys are made, the media tasks queued. Whoever loses a race goes on with
 * what the winner created.
 */
public final class PlanStep implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(PlanStep.class);

  private final VideoLife life;
  private final Sources sources;
  private final MediaProcess media;
  private final SourceLimits limits;
  private final Profile profile;
  private final int segmentsPerPeriod;
  private final WorkStore work;
  private final KeyServer keys;
  private final TaskQueue queue;
  private final ProgressBoard progress;
  private final Failures failures;
  private final RandomIds ids;

  public PlanStep(StepKit kit, SourceLimits limits, Profile profile, int segmentsPerPeriod) {
    this.life = kit.life();
    this.sources = kit.sources();
    this.media = kit.media();
    this.work = kit.work();
    this.keys = kit.keys();
    this.queue = kit.queue();
    this.progress = kit.progress();
    this.failures = kit.failures();
    this.ids = kit.ids();
    this.limits = limits;
    this.profile = profile;
    this.segmentsPerPeriod = segmentsPerPeriod;
  }

  @Override
  public void run(Task task) {
    Optional<VideoRecord> begun = begin(task);
    if (begun.isEmpty()) {
      return;
    }
    VideoRecord record = begun.get();
    GenerationId generation = Optional.ofNullable(record.generation()).orElseThrow();
    WorkPlan plan =
        work.plan(record.video(), generation).orElseGet(() -> makePlan(record, generation));
    keys.plan(record.video(), generation, plan.keyPlan());
    progress.plan(
        record.video(),
        WorkUnits.of(plan.encoding()),
        plan.encoding().timeline().durationSeconds());
    plan.tasks().forEach(name -> queue.add(Task.media(record.video(), generation, name)));
  }

  @Override
  public void giveUp(Task task, VideoError why) {
    failures.fail(task, why);
  }

  private Optional<VideoRecord> begin(Task task) {
    Optional<VideoRecord> current = life.find(task.video());
    if (current.filter(record -> record.state() == VideoState.PROCESSING).isPresent()) {
      return current;
    }
    Optional<VideoRecord> begun =
        life.advance(
            task.video(),
            (record, now) ->
                record.state() == VideoState.QUEUED
                    ? Optional.of(RecordSteps.processing(record, ids.generation(), now))
                    : Optional.empty());
    return begun.isPresent()
        ? begun
        : life.find(task.video()).filter(record -> record.state() == VideoState.PROCESSING);
  }

  private WorkPlan makePlan(VideoRecord record, GenerationId generation) {
    ScanResult result = media.scan(sources.open(record), limits);
    if (result instanceof ScanResult.Refused refused) {
      throw new WorkFailedException(refused.reason().code(), refused.reason().sentence());
    }
    EncodingPlan encoding = EncodingPlan.of(((ScanResult.Accepted) result).source(), profile);
    String digest = SegmentCipher.sha256(Json.bytes(encoding.timeline()));
    LOG.info(
        "planned video={} generation={} segments={} rungs={} chunks={}",
        record.video(),
        generation,
        encoding.timeline().segments().size(),
        encoding.video().size(),
        encoding.chunks().size());
    return work.createPlan(
        record.video(), generation, new WorkPlan(encoding, segmentsPerPeriod, digest));
  }
}
