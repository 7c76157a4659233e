package dev.reelkey.edge.vectors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What every edge must say about a path; the names are those of the edges' own code. */
public enum Verdict {
  @JsonProperty("ok")
  OK,
  @JsonProperty("malformed")
  MALFORMED,
  @JsonProperty("invalid")
  INVALID,
  @JsonProperty("expired")
  EXPIRED
}
