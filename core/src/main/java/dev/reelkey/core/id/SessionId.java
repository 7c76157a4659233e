package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one playback session: an 8-character viewer tag, which is also the Redis hash tag, and 26
 * random characters.
 */
public record SessionId(@JsonValue String value) {
  private static final int TAG_LENGTH = 8;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    IdFormat.SESSION.require(value, "a session id");
  }

  /** The part that all sessions of one viewer share; keeps them in one Redis slot. */
  public String viewerTag() {
    return value.substring(0, TAG_LENGTH);
  }

  /** The tag that sessions of this viewer carry. */
  public static String tagOf(ViewerPseudonym viewer) {
    return viewer.value().substring(0, TAG_LENGTH);
  }

  @Override
  public String toString() {
    return value;
  }
}
