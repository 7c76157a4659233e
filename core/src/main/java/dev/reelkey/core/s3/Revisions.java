package dev.reelkey.core.s3;

import dev.reelkey.core.layout.ObjectLayout;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbered, immutable revisions below one prefix. LIST finds, never decides: the highest is read by
 * a small LIST and then by GET of the following numbers until there is none.
 */
public final class Revisions {
  private static final int LIST_MAX = 8;
  private static final int TURNS = 5;
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
    for (int turn = 0; turn < TURNS; turn++) {
      long listed = highestListed(prefix);
      Optional<Revision> found = following(prefix, Math.max(1, listed));
      if (found.isPresent() || listed == 0) {
        return found;
      }
      // Deleted between LIST and GET: whoever did that has created a higher one.
    }
    throw new StorageUnavailableException("listing " + prefix + ": it names what is not there");
  }

  /** 0 where none is listed. */
  private long highestListed(String prefix) {
    for (StoredObject each : bucket.list(prefix, "", LIST_MAX)) {
      // S3Proxy lists uploads in progress as <key>-<uuid>; only exact names count.
      Matcher match = NAME.matcher(each.name().substring(prefix.length()));
      if (match.matches()) {
        return CEILING - Long.parseLong(match.group(1));
      }
    }
    return 0;
  }

  /** The last of the numbers from {@code first} on that follow each other without a gap. */
  private Optional<Revision> following(String prefix, long first) {
    Optional<Revision> found = Optional.empty();
    for (long number = first; ; number++) {
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
