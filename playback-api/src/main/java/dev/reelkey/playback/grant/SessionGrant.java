package dev.reelkey.playback.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an opening and to a refresh, as DESIGN names its fields. It carries tokens: never
 * for a log.
 *
 * @param playbackToken null for native sessions, whose path carries all
 * @param posterUrl null where the video has none
 * @param storyboardUrl null where the video has none
 */
public record SessionGrant(
    String sessionId,
    String manifestUrl,
    Instant manifestExpiresAt,
    @Nullable String playbackToken,
    @Nullable Instant playbackTokenExpiresAt,
    String refreshToken,
    Instant sessionExpiresAt,
    String tier,
    @Nullable String posterUrl,
    @Nullable String storyboardUrl) {

  @Override
  public String toString() {
    return "SessionGrant(" + sessionId + ", " + tier + ", redacted)";
  }
}
