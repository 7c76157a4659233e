package dev.reelkey.transcoder.publish;

import dev.reelkey.transcoder.protect.TsShape;
import java.util.HashMap;
import java.util.Map;

/** Whether continuity counters run on over a segment border (ISO 13818-1, 2.4.3.3). */
final class CounterRun {
  private CounterRun() {}

  static boolean goesOn(TsShape before, TsShape after) {
    Map<Integer, Integer> last = new HashMap<>();
    before.counters().forEach(each -> last.put(each.pid(), each.last()));
    return after.counters().stream()
        .allMatch(
            each -> {
              Integer previous = last.get(each.pid());
              return previous == null || each.first() == ((previous + 1) & 0x0f);
            });
  }
}
