package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.VideoError;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.publish.Leftovers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The re-encryptions under way: their plans, reports and failures in the bucket. */
public final class Rotations implements Leftovers.Rekeying {
  private static final String PLAN = "rotation.json";
  private static final String FAILED = "rotation-failed.json";
  private static final String TYPE = "application/json";
  private static final int ID = 26;

  private final Bucket bucket;

  public Rotations(Bucket bucket) {
    this.bucket = bucket;
  }

  /** What is still to be done for this video; empty where nothing is under way. */
  public List<Task> open(VideoRecord record) {
    VideoId video = record.video();
    String prefix = ObjectLayout.video(video) + "work/";
    TreeSet<String> generations = new TreeSet<>();
    bucket.listAll(
        prefix,
        each -> generations.add(each.name().substring(prefix.length(), prefix.length() + ID)));
    List<Task> tasks = new ArrayList<>();
    for (String each : generations) {
      GenerationId generation = new GenerationId(each);
      if (isUnderWay(record, generation)) {
        find(video, generation)
            .ifPresent(rotation -> tasks.addAll(tasks(video, generation, rotation)));
      }
    }
    return tasks;
  }

  /** Whether anything of work lies about, finished or failed. */
  public boolean hasWork(VideoRecord record) {
    String prefix = ObjectLayout.video(record.video()) + "work/";
    return bucket.list(prefix, "", 2).stream().anyMatch(each -> !isNote(record, each.name()));
  }

  @Override
  public Map<GenerationId, GenerationId> underWay(VideoId video, Set<GenerationId> generations) {
    Map<GenerationId, GenerationId> made = new HashMap<>();
    for (GenerationId each : generations) {
      find(video, each)
          .filter(rotation -> failure(video, each).isEmpty())
          .ifPresent(rotation -> made.put(each, rotation.from()));
    }
    return made;
  }

  /** Whether this re-encryption is to go on. */
  boolean isUnderWay(VideoRecord record, GenerationId generation) {
    return record.generation() != null
        && record.generation().equals(underWay(record.video(), Set.of(generation)).get(generation));
  }

  @Override
  public boolean isNote(VideoRecord record, String object) {
    if (!object.endsWith("/" + FAILED)) {
      return false;
    }
    return bucket
        .get(object)
        .map(stored -> Json.parse(stored, Failure.class))
        .filter(failure -> failure.from().equals(record.generation()))
        .isPresent();
  }

  void create(VideoId video, GenerationId generation, Rotation rotation) {
    bucket.create(ObjectLayout.work(video, generation) + PLAN, Json.bytes(rotation), TYPE);
  }

  Optional<Rotation> find(VideoId video, GenerationId generation) {
    return bucket
        .get(ObjectLayout.work(video, generation) + PLAN)
        .map(stored -> Json.parse(stored, Rotation.class));
  }

  /** Whether this report counts; the first one does. */
  boolean createReport(VideoId video, GenerationId generation, RekeyReport report) {
    return bucket.create(
        ObjectLayout.taskReport(video, generation, report.run()), Json.bytes(report), TYPE);
  }

  Optional<RekeyReport> report(VideoId video, GenerationId generation, String run) {
    return bucket
        .get(ObjectLayout.taskReport(video, generation, run))
        .map(stored -> Json.parse(stored, RekeyReport.class));
  }

  /** Runs that nobody has reported. */
  List<String> missing(VideoId video, GenerationId generation, Rotation rotation) {
    return rotation.runs().stream()
        .map(Rotation.Run::name)
        .filter(run -> bucket.head(ObjectLayout.taskReport(video, generation, run)).isEmpty())
        .toList();
  }

  /** Why a re-encryption failed. */
  record Failure(GenerationId from, VideoError error) {}

  void fail(VideoId video, GenerationId generation, VideoError why) {
    find(video, generation)
        .ifPresent(
            rotation ->
                bucket.create(
                    ObjectLayout.work(video, generation) + FAILED,
                    Json.bytes(new Failure(rotation.from(), why)),
                    TYPE));
  }

  Optional<VideoError> failure(VideoId video, GenerationId generation) {
    return bucket
        .get(ObjectLayout.work(video, generation) + FAILED)
        .map(stored -> Json.parse(stored, Failure.class).error());
  }

  private List<Task> tasks(VideoId video, GenerationId generation, Rotation rotation) {
    List<String> missing = missing(video, generation, rotation);
    return missing.isEmpty()
        ? List.of(Task.rekeyed(video, generation))
        : missing.stream().map(run -> Task.rekey(video, generation, run)).toList();
  }
}
