package dev.reelkey.transcoder.protect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The initialisation vector of one segment: random, always written out (HLS2 4.4.4.4, K7).
 *
 * @param hex 32 upper-case hex digits
 */
public record Iv(@JsonValue String hex) {
  private static final Pattern FORMAT = Pattern.compile("[0-9A-F]{32}");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Iv {
    if (!FORMAT.matcher(hex).matches()) {
      throw new IllegalArgumentException("an IV is 32 upper-case hex digits");
    }
  }

  public static Iv random(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new Iv(HEX.formatHex(bytes));
  }

  byte[] bytes() {
    return HEX.parseHex(hex);
  }
}
