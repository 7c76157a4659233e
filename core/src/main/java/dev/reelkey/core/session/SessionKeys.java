package dev.reelkey.core.session;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import java.time.Duration;

/**
 * Names of the Redis keys of one viewer. All carry the viewer tag as hash tag, so that one script
 * may touch them together in a cluster.
 */
public final class SessionKeys {
  /** A session that has asked for no key for so long is no running stream any more. */
  public static final Duration STREAM_LAPSE = Duration.ofSeconds(90);

  private SessionKeys() {}

  /** Hash: the session; its fields are those of {@link SessionField}. Expires with the session. */
  public static String session(SessionId session) {
    return tag(session.viewerTag()) + "session:" + session;
  }

  /** Sorted set: the viewer's sessions by their end, in epoch seconds. */
  public static String sessionsOf(ViewerPseudonym viewer) {
    return tag(SessionId.tagOf(viewer)) + "sessions:" + viewer;
  }

  /** Sorted set: the video's sessions by their end, in epoch seconds; for listing only. */
  public static String sessionsOf(VideoId video) {
    return "reelkey:{" + video + "}:sessions";
  }

  /** Sorted set: the viewer's sessions by their last key request, in epoch milliseconds. */
  public static String streamsOf(ViewerPseudonym viewer) {
    return tag(SessionId.tagOf(viewer)) + "streams:" + viewer;
  }

  /** Hash {@code left} (timeline seconds), {@code at} (epoch ms): the pace budget. */
  public static String pace(ViewerPseudonym viewer, VideoId video) {
    return tag(SessionId.tagOf(viewer)) + "pace:" + viewer + ":" + video;
  }

  /** Bitmap: the timeline periods that the viewer has paid for. */
  public static String paid(ViewerPseudonym viewer, VideoId video, GenerationId generation) {
    return tag(SessionId.tagOf(viewer)) + "paid:" + viewer + ":" + video + ":" + generation;
  }

  /** Text: which request showed this DPoP proof; {@code proofHash} covers its key and its id. */
  public static String proof(SessionId session, String proofHash) {
    return tag(session.viewerTag()) + "proof:" + proofHash;
  }

  private static String tag(String viewerTag) {
    return "reelkey:{" + viewerTag + "}:";
  }
}
