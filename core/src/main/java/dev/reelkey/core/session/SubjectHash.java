package dev.reelkey.core.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.reelkey.core.id.Base32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Stands for the subject of an access token in object names and in Redis: lower-case Base32 of its
 * SHA-256, 52 characters.
 */
public record SubjectHash(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SubjectHash {
    if (!value.matches("[a-z2-7]{52}")) {
      throw new IllegalArgumentException("a subject hash is 52 characters of a-z and 2-7");
    }
  }

  public static SubjectHash of(String subject) {
    try {
      return new SubjectHash(
          Base32.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(subject.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
