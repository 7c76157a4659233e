package dev.reelkey.playback.token;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.Hmac;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token {@code r1.{kid}.{sid}.{n}.{mac}}. Number n is good once and gives n + 1, always the
 * same text; so two tabs that race get one successor (RFC 9700, 4.14.2).
 *
 * @param number counts from 1 in a session
 */
public record RefreshToken(int keyNumber, SessionId session, long number, String mac) {
  private static final Pattern FORM =
      Pattern.compile(
          "r1\\.([1-9][0-9]{0,5})\\.([a-z2-7]{34})\\.([1-9][0-9]{0,8})\\.([A-Za-z0-9_-]{43})");

  /**
   * Writes a token.
   *
   * @param proofKey thumbprint of the session's DPoP key; empty text where it has none
   */
  public static RefreshToken sign(
      Secret key, int keyNumber, SessionId session, long number, String proofKey) {
    String mac = Hmac.sign(key, message(keyNumber, session, number, proofKey));
    return new RefreshToken(keyNumber, session, number, mac);
  }

  /** Empty where the text is not of the form; nothing is verified here. */
  public static Optional<RefreshToken> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RefreshToken(
            Integer.parseInt(match.group(1)),
            new SessionId(match.group(2)),
            Long.parseLong(match.group(3)),
            match.group(4)));
  }

  public boolean macHolds(Secret key, String proofKey) {
    return Hmac.holds(key, message(keyNumber, session, number, proofKey), mac);
  }

  /** The token as a client holds it; never for a log. */
  public String text() {
    return "r1." + keyNumber + "." + session + "." + number + "." + mac;
  }

  @Override
  public String toString() {
    return "RefreshToken(" + keyNumber + ", " + session + ", " + number + ", redacted)";
  }

  private static String message(int keyNumber, SessionId session, long number, String proofKey) {
    return String.join(
        "\n",
        "reelkey:r1",
        Integer.toString(keyNumber),
        session.value(),
        Long.toString(number),
        proofKey);
  }
}
