package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stands for a viewer wherever the viewer's own name is not needed. */
public record ViewerPseudonym(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ViewerPseudonym {
    IdFormat.RANDOM.require(value, "a viewer pseudonym");
  }

  @Override
  public String toString() {
    return value;
  }
}
