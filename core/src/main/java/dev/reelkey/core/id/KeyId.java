package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one content key: that of one rendition in one period of one generation. */
public record KeyId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public KeyId {
    IdFormat.RANDOM.require(value, "a key id");
  }

  @Override
  public String toString() {
    return value;
  }
}
