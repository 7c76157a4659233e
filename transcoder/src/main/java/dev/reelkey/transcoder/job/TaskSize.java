package dev.reelkey.transcoder.job;

import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.VideoRung;

/** What a task may store at most, by the caps of its renditions. */
final class TaskSize {
  private TaskSize() {}

  static long mostBytes(String task, WorkPlan plan) {
    EncodingPlan encoding = plan.encoding();
    TaskScope scope = TaskScope.of(task, plan);
    double bits = 0;
    for (VideoRung rung : encoding.video()) {
      bits += scope.renditions().contains(rung.name()) ? rung.maxBitsPerSecond() : 0;
    }
    for (AudioRung rung : encoding.audio()) {
      bits += scope.renditions().contains(rung.name()) ? rung.bitsPerSecond() : 0;
    }
    double seconds = 0;
    for (int i = scope.firstSegment(); i <= scope.lastSegment(); i++) {
      seconds += encoding.timeline().durationSeconds(i);
    }
    return Math.round(bits * seconds / 8);
  }
}
