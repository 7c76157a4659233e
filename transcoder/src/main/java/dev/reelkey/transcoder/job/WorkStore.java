package dev.reelkey.transcoder.job;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans and reports of generations in the making. */
public final class WorkStore {
  private static final String TYPE = "application/json";

  private final Bucket bucket;

  public WorkStore(Bucket bucket) {
    this.bucket = bucket;
  }

  public Optional<WorkPlan> plan(VideoId video, GenerationId generation) {
    return bucket
        .get(ObjectLayout.plan(video, generation))
        .map(stored -> Json.parse(stored, WorkPlan.class));
  }

  /** Stores the plan unless there is one; returns the one that counts. */
  public WorkPlan createPlan(VideoId video, GenerationId generation, WorkPlan plan) {
    if (bucket.create(ObjectLayout.plan(video, generation), Json.bytes(plan), TYPE)) {
      return plan;
    }
    return plan(video, generation).orElseThrow();
  }

  public Optional<TaskReport> report(VideoId video, GenerationId generation, String task) {
    return bucket
        .get(ObjectLayout.taskReport(video, generation, task))
        .map(stored -> Json.parse(stored, TaskReport.class));
  }

  /**
   * Stores the report unless there is one.
   *
   * @return whether this attempt has won the task
   */
  public boolean createReport(VideoId video, GenerationId generation, TaskReport report) {
    return bucket.create(
        ObjectLayout.taskReport(video, generation, report.task()), Json.bytes(report), TYPE);
  }

  /** Takes back a report that came after the work had ended. */
  public void deleteReport(VideoId video, GenerationId generation, String task) {
    bucket.delete(ObjectLayout.taskReport(video, generation, task));
  }

  /** Whether all of {@code tasks} are reported; asked after each, it costs one look as a rule. */
  public boolean complete(VideoId video, GenerationId generation, List<String> tasks) {
    // Workers take tasks in order: what is missing is among the last.
    for (int i = tasks.size() - 1; i >= 0; i--) {
      if (bucket.head(ObjectLayout.taskReport(video, generation, tasks.get(i))).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Those of {@code tasks} that nobody has reported yet. */
  public List<String> missing(VideoId video, GenerationId generation, List<String> tasks) {
    List<String> missing = new ArrayList<>();
    for (String task : tasks) {
      if (bucket.head(ObjectLayout.taskReport(video, generation, task)).isEmpty()) {
        missing.add(task);
      }
    }
    return missing;
  }
}
