package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one packaging of a video; nothing of it is ever renamed or overwritten. */
public record GenerationId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public GenerationId {
    IdFormat.RANDOM.require(value, "a generation id");
  }

  @Override
  public String toString() {
    return value;
  }
}
