package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.transcoder.job.Step;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.WorkFailedException;
import dev.reelkey.transcoder.playlist.KeyPeriods;
import dev.reelkey.transcoder.protect.Attempt;
import dev.reelkey.transcoder.protect.ContentKeys;
import dev.reelkey.transcoder.protect.Iv;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import dev.reelkey.transcoder.protect.SealBrokenException;
import dev.reelkey.transcoder.protect.SegmentCipher;
import dev.reelkey.transcoder.protect.SegmentNames;
import dev.reelkey.transcoder.publish.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Re-encrypts a run of segments: old key, clear in memory alone, new key and new IV. */
public final class RekeyStep implements Step {
  private final StepKit kit;
  private final Rotations rotations;
  private final Published published;

  public RekeyStep(StepKit kit, Rotations rotations) {
    this.kit = kit;
    this.rotations = rotations;
    this.published = new Published(kit.bucket());
  }

  @Override
  public void run(Task task) {
    VideoId video = task.video();
    GenerationId next = task.requireGeneration();
    Optional<Rotation> rotation = wanted(video, next).flatMap(each -> rotations.find(video, next));
    Optional<Rotation.Run> run = rotation.flatMap(each -> each.run(task.name()));
    if (run.isEmpty()) {
      return;
    }
    if (rotations.report(video, next, task.name()).isEmpty()) {
      attemptUnlessDone(task, rotation.get(), run.get());
    }
    if (rotations.missing(video, next, rotation.get()).isEmpty()) {
      kit.queue().add(Task.rekeyed(video, next));
    }
  }

  @Override
  public void giveUp(Task task, VideoError why) {
    rotations.fail(task.video(), task.requireGeneration(), why);
  }

  private Optional<VideoRecord> wanted(VideoId video, GenerationId next) {
    return kit.life()
        .find(video)
        .filter(each -> each.state() == VideoState.READY)
        .filter(each -> rotations.isUnderWay(each, next));
  }

  private void attemptUnlessDone(Task task, Rotation rotation, Rotation.Run run) {
    GenerationId next = task.requireGeneration();
    try {
      attempt(task.video(), next, rotation, run);
    } catch (KeysRefusedException e) {
      // Another worker may have reported the run since, and the keys be sealed for that reason.
      if (rotations.report(task.video(), next, task.name()).isEmpty()) {
        throw e;
      }
    }
  }

  private void attempt(VideoId video, GenerationId next, Rotation rotation, Rotation.Run run) {
    Presentation old =
        published.read(video, rotation.from(), rotation.presentation()).orElseThrow();
    List<Segment> segments = Published.renditions(old).getOrDefault(run.rendition(), List.of());
    KeyPeriods periods = KeyPeriods.of(segments);
    int first = periods.of(run.first());
    int last = periods.of(run.last());
    ContentKeys oldKeys =
        kit.keys().keysByTicket(video, rotation.from(), first, last, rotation.ticket());
    ContentKeys newKeys = newKeys(video, next, rotation, first, last);
    Attempt attempt = new Attempt(video, next, kit.ids().nonce());
    List<Segment> stored = new ArrayList<>();
    boolean made = false;
    try {
      for (int i = run.first(); i <= run.last(); i++) {
        kit.room().require(segments.get(i).bytes());
        PlannedKey key = newKeys.of(run.rendition(), periods.of(i));
        byte[] clear = open(old, run, segments.get(i), oldKeys);
        stored.add(store(attempt, run, i, segments.get(i).seconds(), key, clear));
      }
      made = true;
    } finally {
      if (!made) {
        drop(attempt, run, stored);
      }
    }
    if (!rotations.createReport(video, next, new RekeyReport(run.name(), stored))) {
      drop(attempt, run, stored);
    }
  }

  private void drop(Attempt attempt, Rotation.Run run, List<Segment> stored) {
    stored.forEach(each -> kit.bucket().delete(attempt.object(run.rendition(), each.file())));
  }

  private ContentKeys newKeys(
      VideoId video, GenerationId next, Rotation rotation, int first, int last) {
    try {
      return kit.keys().keys(video, next, first, last);
    } catch (KeysRefusedException e) {
      if (e.status() != 404) {
        throw e;
      }
      kit.keys().plan(video, next, rotation.plan());
      return kit.keys().keys(video, next, first, last);
    }
  }

  private byte[] open(Presentation old, Rotation.Run run, Segment segment, ContentKeys keys) {
    String name =
        ObjectLayout.media(old.video(), old.generation(), run.rendition()) + segment.file();
    Optional<byte[]> stored = kit.bucket().get(name);
    if (stored.isEmpty() || !SegmentCipher.sha256(stored.get()).equals(segment.sha256())) {
      throw damaged(segment);
    }
    try {
      return SegmentCipher.decrypt(
          keys.of(segment.key()).key(), new Iv(segment.iv()), stored.get());
    } catch (SealBrokenException e) {
      throw damaged(segment);
    }
  }

  private Segment store(
      Attempt attempt, Rotation.Run run, int index, double seconds, PlannedKey key, byte[] clear) {
    Iv iv = Iv.random(kit.random());
    SegmentCipher cipher = SegmentCipher.encrypting(key.key(), iv);
    cipher.write(clear, 0, clear.length);
    SegmentCipher.EncryptedSegment whole = cipher.finish();
    String file = attempt.file(run.rendition(), index);
    kit.bucket()
        .create(
            attempt.object(run.rendition(), file),
            whole.ciphertext(),
            SegmentNames.contentType(run.rendition()));
    return new Segment(
        file, whole.ciphertext().length, seconds, whole.sha256(), key.kid(), iv.hex());
  }

  private static WorkFailedException damaged(Segment segment) {
    return new WorkFailedException(
        "segment_damaged",
        "The stored segment " + segment.file() + " is not what was published; verify tells more.");
  }
}
