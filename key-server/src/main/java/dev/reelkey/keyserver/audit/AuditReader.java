package dev.reelkey.keyserver.audit;

import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back the audit of the last hours. */
public final class AuditReader {
  private static final Duration FURTHEST = Duration.ofDays(7);
  private static final Pattern TIME = Pattern.compile("\\{\"time\":\"([^\"]{20,30})\"");

  private final Bucket bucket;
  private final Clock clock;

  public AuditReader(Bucket bucket, Clock clock) {
    this.bucket = bucket;
    this.clock = clock;
  }

  /** Lines since then, oldest first, at most {@code max}; nothing older than a week. */
  public List<String> since(Instant since, int max) {
    Instant now = clock.instant();
    Instant oldest = now.minus(FURTHEST);
    Instant from = since.isBefore(oldest) ? oldest : since;
    List<String> lines = new ArrayList<>();
    Instant hour = from.truncatedTo(ChronoUnit.HOURS);
    while (!hour.isAfter(now) && lines.size() < max) {
      String folder = ObjectLayout.audit(hour, "");
      String prefix = folder.substring(0, folder.lastIndexOf('/') + 1);
      bucket.listAll(prefix, each -> read(each.name(), from, max, lines));
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
    return lines;
  }

  private void read(String name, Instant from, int max, List<String> lines) {
    if (!name.endsWith(".jsonl") || lines.size() >= max) {
      return;
    }
    String text = bucket.get(name).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    text.lines()
        .filter(line -> !timeOf(line).isBefore(from))
        .limit(max - lines.size())
        .forEach(lines::add);
  }

  private static Instant timeOf(String line) {
    Matcher match = TIME.matcher(line);
    return match.lookingAt() ? Instant.parse(match.group(1)) : Instant.EPOCH;
  }
}
