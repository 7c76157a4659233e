package dev.reelkey.keyserver.audit;

import dev.reelkey.core.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was done with keys, or refused.
 *
 * @param act what was asked, for example {@code release} or {@code shred}
 * @param outcome {@code granted}, {@code done}, or the code of the refusal
 * @param details ids and counts; never a token, a key or an address
 */
public record KeyEvent(Instant time, String act, String outcome, Map<String, String> details) {
  public KeyEvent {
    details = Map.copyOf(details);
  }

  /** One line of JSON, without the line's end. */
  String line() {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("time", time.toString());
    line.put("act", act);
    line.put("outcome", outcome);
    details.keySet().stream().sorted().forEach(name -> line.put(name, details.get(name)));
    return Json.write(line);
  }
}
