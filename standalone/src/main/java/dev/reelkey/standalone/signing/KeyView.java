package dev.reelkey.standalone.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One key in an answer.
 *
 * @param state waiting, signing or retiring
 */
record KeyView(String keyId, Instant signsFrom, String state) {
  static List<KeyView> of(
      KeySchedule schedule, Instant now, Duration life, IntFunction<String> keyId) {
    int signing = schedule.current(now).number();
    return schedule.published(now, life).stream()
        .map(
            each ->
                new KeyView(
                    keyId.apply(each.number()), each.signsFrom(), stateOf(each.number(), signing)))
        .toList();
  }

  private static String stateOf(int number, int signing) {
    if (number == signing) {
      return "signing";
    }
    return number > signing ? "waiting" : "retiring";
  }
}
