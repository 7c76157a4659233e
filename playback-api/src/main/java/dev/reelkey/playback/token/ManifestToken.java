package dev.reelkey.playback.token;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.Hmac;
import dev.reelkey.core.token.Skew;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token {@code m1.{kid}.{exp}.{sid}.{mac}} in a manifest URL. It names a session and nothing
 * else; what the session may see is looked up when the URL is used.
 */
public record ManifestToken(int keyNumber, Instant expiresAt, SessionId session, String mac) {
  private static final Pattern FORM =
      Pattern.compile(
          "m1\\.([1-9][0-9]{0,5})\\.([1-9][0-9]{9})\\.([a-z2-7]{34})\\.([A-Za-z0-9_-]{43})");

  public static ManifestToken sign(
      Secret key, int keyNumber, Instant expiresAt, SessionId session) {
    return new ManifestToken(
        keyNumber, expiresAt, session, Hmac.sign(key, message(keyNumber, expiresAt, session)));
  }

  /** Empty where the text is not of the form; nothing is verified here. */
  public static Optional<ManifestToken> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ManifestToken(
            Integer.parseInt(match.group(1)),
            Instant.ofEpochSecond(Long.parseLong(match.group(2))),
            new SessionId(match.group(3)),
            match.group(4)));
  }

  public boolean macHolds(Secret key) {
    return Hmac.holds(key, message(keyNumber, expiresAt, session), mac);
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt.plus(Skew.ALLOWED));
  }

  /** The token as it stands in a path; never for a log. */
  public String text() {
    return "m1." + keyNumber + "." + expiresAt.getEpochSecond() + "." + session + "." + mac;
  }

  @Override
  public String toString() {
    return "ManifestToken(" + keyNumber + ", " + session + ", redacted)";
  }

  private static String message(int keyNumber, Instant expiresAt, SessionId session) {
    return String.join(
        "\n",
        "reelkey:m1",
        Integer.toString(keyNumber),
        Long.toString(expiresAt.getEpochSecond()),
        session.value());
  }
}
