package dev.reelkey.edge.policy;

import java.util.Objects;

/**
 * How an edge reads its token, in the words of the {@link Grammar}.
 *
 * @param path the raw path below {@code /t/}, with groups token, vid and gen; what differs is
 *     malformed
 * @param form the token, with groups kid, exp, sid and mac; what differs is invalid
 */
public record EdgeToken(String path, String form, int skewSeconds) {
  public EdgeToken {
    Objects.requireNonNull(path);
    Objects.requireNonNull(form);
    if (skewSeconds < 0 || skewSeconds > 300) {
      throw new IllegalArgumentException("the clock skew is 0 to 300 seconds");
    }
  }
}
