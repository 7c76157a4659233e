package dev.reelkey.edge.vectors;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The vectors that all edges share.
 *
 * @param keys edge keys by id, in base64url
 */
public record VectorFile(Map<String, String> keys, List<Vector> vectors) {
  /**
   * One path and its verdict.
   *
   * @param url the raw request target
   * @param now the edge's clock in unix seconds
   */
  public record Vector(String why, String url, long now, Verdict verdict) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The file as it lies in the repository. */
  public static VectorFile checkedIn() throws IOException {
    try (InputStream in = VectorFile.class.getResourceAsStream("/vectors/edge-token.json")) {
      if (in == null) {
        throw new IOException("vectors/edge-token.json is not on the class path");
      }
      return JSON.readValue(in, VectorFile.class);
    }
  }

  /** The text of the file. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }
}
