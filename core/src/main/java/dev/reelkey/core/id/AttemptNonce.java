package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Marks the objects of one attempt at a task, so that a worker believed dead overwrites nothing.
 */
public record AttemptNonce(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AttemptNonce {
    IdFormat.NONCE.require(value, "an attempt nonce");
  }

  @Override
  public String toString() {
    return value;
  }
}
