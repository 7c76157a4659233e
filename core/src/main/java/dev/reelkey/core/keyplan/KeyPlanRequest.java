package dev.reelkey.core.keyplan;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.RenditionName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one key per rendition and period of a generation, before its first segment is made.
 *
 * @param timelineDigest binds the plan to one timeline; any text that the transcoder chooses
 */
public record KeyPlanRequest(
    String timelineDigest, List<PlannedRendition> renditions, List<PlannedPeriod> periods) {
  private static final int MAX_RENDITIONS = 64;
  private static final int MAX_PERIODS = 20_000;
  private static final int MAX_DIGEST = 128;

  public KeyPlanRequest {
    renditions = List.copyOf(renditions);
    periods = List.copyOf(periods);
    require(!timelineDigest.isEmpty() && timelineDigest.length() <= MAX_DIGEST, "a digest");
    require(!renditions.isEmpty() && renditions.size() <= MAX_RENDITIONS, "1 to 64 renditions");
    require(!periods.isEmpty() && periods.size() <= MAX_PERIODS, "1 to 20000 periods");
    Set<RenditionName> names = new HashSet<>();
    renditions.forEach(each -> require(names.add(each.name()), "distinct renditions"));
    require(periods.get(0).firstSegment() == 0, "a first period that begins at segment 0");
    for (int i = 1; i < periods.size(); i++) {
      require(
          periods.get(i).firstSegment() > periods.get(i - 1).firstSegment(), "ascending periods");
    }
  }

  /**
   * One rendition that is to be encrypted.
   *
   * @param height of the picture in pixels, for sessions that are limited to less; null for sound
   *     and text
   */
  public record PlannedRendition(RenditionName name, @Nullable Integer height) {
    public PlannedRendition {
      require(height == null || height > 0, "a positive height");
    }
  }

  /**
   * A run of segments that share one key in each rendition.
   *
   * @param firstSegment its index in the timeline, from 0
   * @param seconds how much media it is, for pacing
   */
  public record PlannedPeriod(int firstSegment, double seconds) {
    public PlannedPeriod {
      require(firstSegment >= 0, "a segment index");
      require(seconds > 0 && seconds <= 3600, "a period of at most an hour");
    }
  }

  /** Lower-case hex SHA-256 over the whole plan; the same plan always gives the same. */
  public String digest() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.bytes(this));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a key plan needs " + what);
    }
  }
}
