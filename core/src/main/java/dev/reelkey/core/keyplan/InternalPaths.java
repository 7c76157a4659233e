package dev.reelkey.core.keyplan;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;

/** Paths of key-server's internal API; a service token is signed for one of them. */
public final class InternalPaths {
  /** Header that carries an operator's ticket where a sealed plan must be read. */
  public static final String TICKET_HEADER = "Reelkey-Ticket";

  /** The role of the transcoder in a service token. */
  public static final String TRANSCODER_ROLE = "transcoder";

  private static final String VIDEOS = "/internal/v1/videos/";

  private InternalPaths() {}

  /** {@code PUT}: 200 {@code {key}}, 410 after a shred. */
  public static String sourceKey(VideoId video) {
    return VIDEOS + video + "/source-key";
  }

  /** {@code PUT} a {@link KeyPlanRequest}: 200 {@link KeyPlanDigest}, 409 for another plan. */
  public static String plan(VideoId video, GenerationId generation) {
    return VIDEOS + video + "/generations/" + generation + "/plan";
  }

  /** {@code GET}: the keys of periods {@code first} to {@code last}, both included. */
  public static String keys(VideoId video, GenerationId generation, int first, int last) {
    return plan(video, generation) + "?periods=" + first + "-" + last;
  }

  /** {@code POST}: 204. */
  public static String seal(VideoId video, GenerationId generation) {
    return VIDEOS + video + "/generations/" + generation + "/seal";
  }

  /** {@code DELETE}: 204; every key of the video is gone. */
  public static String keysOf(VideoId video) {
    return VIDEOS + video + "/keys";
  }
}
