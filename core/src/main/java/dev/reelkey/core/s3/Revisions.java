package dev.reelkey.core.s3;

import dev.reelkey.core.layout.ObjectLayout;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbered, immutable revisions below one prefix. LIST finds, never decides: the highest is read by
 * a small LIST and then by GET of the following numbers until there is none.
 */
public final class Revisions {
  private static final int LIST_MAX = 8;
  private static final long CEILING = 9_999_999_999L;
  private static final Pattern NAME = Pattern.compile("([0-9]{10})\\.json");

  private final Bucket bucket;

  public Revisions(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * One revision.
   *
   * @param number counts from 1
   */
  @SuppressWarnings("ArrayRecordComponent") // Carried from the store to the parser at once.
  public record Revision(long number, byte[] content) {}

  /** The highest revision, or empty where there is none. */
  public Optional<Revision> latest(String prefix) {
    List<StoredObject> first = bucket.list(prefix, "", LIST_MAX);
    long highest = 0;
    for (StoredObject each : first) {
      // S3Proxy lists uploads in progress as <key>-<uuid>; only exact names count.
      Matcher match = NAME.matcher(each.name().substring(prefix.length()));
      if (match.matches()) {
        highest = CEILING - Long.parseLong(match.group(1));
        break;
      }
    }
    Optional<Revision> found = Optional.empty();
    for (long number = Math.max(1, highest); ; number++) {
      Optional<byte[]> content = bucket.get(ObjectLayout.revision(prefix, number));
      if (content.isEmpty()) {
        return found;
      }
      found = Optional.of(new Revision(number, content.get()));
    }
  }

  /**
   * Creates revision {@code number}.
   *
   * @return false where somebody else has created it; read it and decide anew
   */
  public boolean create(String prefix, long number, byte[] content) {
    return bucket.create(ObjectLayout.revision(prefix, number), content, "application/json");
  }
}
