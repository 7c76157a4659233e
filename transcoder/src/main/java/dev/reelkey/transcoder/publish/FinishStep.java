package dev.reelkey.transcoder.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.Step;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskReport;
import dev.reelkey.transcoder.job.WorkFailedException;
import dev.reelkey.transcoder.job.WorkPlan;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.protect.StoredSegment;
import dev.reelkey.transcoder.video.RecordSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes: judges what was stored, writes playlists and presentation, seals the keys, and creates
 * the revision READY, which is the one commit. Every step may be done twice by two workers.
 */
public final class FinishStep implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(FinishStep.class);
  private static final int FIRST = 1;

  private final StepKit kit;
  private final Published published;
  private final Leftovers leftovers;

  public FinishStep(StepKit kit, Leftovers leftovers) {
    this.kit = kit;
    this.published = new Published(kit.bucket());
    this.leftovers = leftovers;
  }

  @Override
  public void run(Task task) {
    VideoId video = task.video();
    GenerationId generation = task.requireGeneration();
    boolean wanted =
        kit.life()
            .find(video)
            .filter(each -> each.state() == VideoState.PROCESSING)
            .filter(each -> Objects.equals(each.generation(), generation))
            .isPresent();
    Optional<WorkPlan> plan = wanted ? kit.work().plan(video, generation) : Optional.empty();
    if (plan.isEmpty()) {
      return;
    }
    List<TaskReport> reports = new ArrayList<>();
    for (String name : plan.get().tasks()) {
      Optional<TaskReport> report = kit.work().report(video, generation, name);
      if (report.isEmpty()) {
        kit.queue().add(Task.media(video, generation, name));
      }
      report.ifPresent(reports::add);
    }
    if (reports.size() == plan.get().tasks().size()) {
      publish(FinishedWork.of(video, generation, plan.get(), reports));
    }
  }

  @Override
  public void giveUp(Task task, VideoError why) {
    kit.failures().fail(task, why);
  }

  private void publish(FinishedWork work) {
    List<Finding> findings = new ConformanceCheck(work).findings();
    if (!findings.isEmpty()) {
      throw refused(work, findings);
    }
    Presentation presentation =
        new PresentationWriter(work).write(FIRST, writeStoryboard(work).orElse(null));
    Presentation counts = published.write(presentation);
    findings = new LastCheck(kit).seal(counts);
    if (!findings.isEmpty()) {
      throw refused(work, findings);
    }
    commit(work, counts);
  }

  private void commit(FinishedWork work, Presentation presentation) {
    Optional<VideoRecord> ready =
        kit.life()
            .advance(
                work.video(),
                (current, now) ->
                    current.state() == VideoState.PROCESSING
                            && Objects.equals(current.generation(), work.generation())
                        ? Optional.of(
                            RecordSteps.ready(
                                current,
                                presentation.number(),
                                presentation.durationSeconds(),
                                now))
                        : Optional.empty());
    if (ready.isPresent()) {
      LOG.info("ready video={} generation={}", work.video(), work.generation());
      kit.progress().clear(work.video());
      leftovers.clear(work.video());
    }
  }

  private static WorkFailedException refused(FinishedWork work, List<Finding> findings) {
    findings.forEach(
        each ->
            LOG.error(
                "rule broken video={} generation={} rule={} what={}",
                work.video(),
                work.generation(),
                each.rule(),
                each.what()));
    String ids = String.join(", ", findings.stream().map(Finding::rule).distinct().toList());
    return new WorkFailedException(
        "conformance_failed",
        "The result breaks the rules " + ids + " and is not published. Please tell the operator.");
  }

  /** The sheet's name is known only now, so its index is written here. */
  private Optional<String> writeStoryboard(FinishedWork work) {
    Optional<StoredSegment> sheet = work.of(Stills.STORYBOARD).stream().findFirst();
    if (sheet.isEmpty()) {
      return Optional.empty();
    }
    String file = sheet.get().file().replace(".jpg", ".vtt");
    String text =
        Storyboard.of(
            work.plan().encoding().stills(),
            sheet.get().file(),
            work.plan().encoding().timeline().durationSeconds());
    Bucket bucket = kit.bucket();
    bucket.create(
        ObjectLayout.media(work.video(), work.generation(), Stills.STORYBOARD) + file,
        text.getBytes(UTF_8),
        "text/vtt");
    return Optional.of(file);
  }
}
