package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.Step;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.WorkFailedException;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.publish.Finding;
import dev.reelkey.transcoder.publish.LastCheck;
import dev.reelkey.transcoder.publish.Leftovers;
import dev.reelkey.transcoder.publish.Published;
import dev.reelkey.transcoder.video.RecordSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a re-encrypted generation: one READY revision names it and retires the old one, which
 * sessions play on.
 */
public final class RekeyedStep implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(RekeyedStep.class);

  private final StepKit kit;
  private final Rotations rotations;
  private final Leftovers leftovers;
  private final Published published;
  private final Duration longestSession;

  public RekeyedStep(
      StepKit kit, Rotations rotations, Leftovers leftovers, Duration longestSession) {
    this.kit = kit;
    this.rotations = rotations;
    this.leftovers = leftovers;
    this.published = new Published(kit.bucket());
    this.longestSession = longestSession;
  }

  @Override
  public void run(Task task) {
    VideoId video = task.video();
    GenerationId next = task.requireGeneration();
    boolean wanted =
        kit.life()
            .find(video)
            .filter(each -> each.state() == VideoState.READY)
            .filter(each -> rotations.isUnderWay(each, next))
            .isPresent();
    Optional<Rotation> rotation = wanted ? rotations.find(video, next) : Optional.empty();
    if (rotation.isPresent() && rotations.missing(video, next, rotation.get()).isEmpty()) {
      publish(video, next, rotation.get());
    }
  }

  @Override
  public void giveUp(Task task, VideoError why) {
    rotations.fail(task.video(), task.requireGeneration(), why);
  }

  private void publish(VideoId video, GenerationId next, Rotation rotation) {
    Presentation old =
        published.read(video, rotation.from(), rotation.presentation()).orElseThrow();
    copyPictures(old, next);
    Presentation made =
        published.write(RekeyedPresentation.of(old, next, segments(video, next, rotation)));
    List<Finding> findings = new LastCheck(kit).seal(made);
    if (!findings.isEmpty()) {
      findings.forEach(each -> LOG.error("rule broken video={} {}", video, each));
      throw new WorkFailedException(
          "conformance_failed", "The re-encrypted result breaks the rules; the old one stays.");
    }
    Optional<VideoRecord> ready =
        kit.life()
            .advance(
                video,
                (current, now) ->
                    current.state() == VideoState.READY
                            && Objects.equals(current.generation(), rotation.from())
                        ? Optional.of(
                            RecordSteps.rotated(
                                current, next, made.number(), now.plus(longestSession), now))
                        : Optional.empty());
    ready.ifPresent(
        record -> {
          LOG.info("rotated video={} from={} to={}", video, rotation.from(), next);
          leftovers.clear(video);
        });
  }

  private Map<RenditionName, List<Segment>> segments(
      VideoId video, GenerationId next, Rotation rotation) {
    Map<RenditionName, List<Segment>> segments = new HashMap<>();
    for (Rotation.Run run : rotation.runs()) {
      segments
          .computeIfAbsent(run.rendition(), r -> new ArrayList<>())
          .addAll(rotations.report(video, next, run.name()).orElseThrow().segments());
    }
    return segments;
  }

  /** The clear pictures keep their names in the new generation. */
  private void copyPictures(Presentation old, GenerationId next) {
    Bucket bucket = kit.bucket();
    for (RenditionName each : List.of(Stills.POSTER, Stills.STORYBOARD)) {
      String from = ObjectLayout.media(old.video(), old.generation(), each);
      String to = ObjectLayout.media(old.video(), next, each);
      bucket.listAll(
          from,
          object -> {
            String file = object.name().substring(from.length());
            String type = file.endsWith(".vtt") ? "text/vtt" : "image/jpeg";
            bucket.get(object.name()).ifPresent(content -> bucket.create(to + file, content, type));
          });
    }
  }
}
