package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one attempt to upload a source, so that two attempts never mix. */
public record UploadId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UploadId {
    IdFormat.RANDOM.require(value, "an upload id");
  }

  @Override
  public String toString() {
    return value;
  }
}
