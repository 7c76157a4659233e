package dev.reelkey.core.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one rendition inside a generation, for example {@code v720} or {@code audio-en}. */
public record RenditionName(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RenditionName {
    IdFormat.RENDITION.require(value, "a rendition name");
  }

  @Override
  public String toString() {
    return value;
  }
}
