package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one video for its whole life: object keys, playlists, tokens and logs carry it. */
public record VideoId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VideoId {
    IdFormat.RANDOM.require(value, "a video id");
  }

  @Override
  public String toString() {
    return value;
  }
}
