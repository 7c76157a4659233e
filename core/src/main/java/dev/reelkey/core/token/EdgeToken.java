package dev.reelkey.core.token;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path token {@code e1.{kid}.{exp}.{sid}.{mac}[.{nmac}]}. It opens ciphertext of one generation
 * and carries no other authority; the video and generation are taken from the path around it.
 *
 * @param keyId {@code edgeId-n}
 * @param nativeMac the second MAC of native sessions, which only the key-server checks
 */
public record EdgeToken(
    String keyId, Instant expiresAt, SessionId session, String mac, Optional<String> nativeMac) {
  private static final Pattern FORM =
      Pattern.compile(
          "e1\\.([a-z][a-z0-9]{0,15}-[1-9][0-9]{0,5})\\.([1-9][0-9]{9})\\.([a-z2-7]{34})"
              + "\\.([A-Za-z0-9_-]{43})(?:\\.([A-Za-z0-9_-]{43}))?");

  /** Empty where the text is not of the form; nothing is verified here. */
  public static Optional<EdgeToken> parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new EdgeToken(
            match.group(1),
            Instant.ofEpochSecond(Long.parseLong(match.group(2))),
            new SessionId(match.group(3)),
            match.group(4),
            Optional.ofNullable(match.group(5))));
  }

  /** Writes a token under the edge's key. */
  public static EdgeToken sign(
      Secret edgeKey,
      String keyId,
      Instant expiresAt,
      SessionId session,
      VideoId video,
      GenerationId generation) {
    String mac = Hmac.sign(edgeKey, message(keyId, expiresAt, session, video, generation));
    return new EdgeToken(keyId, expiresAt, session, mac, Optional.empty());
  }

  /** The same token with the second MAC that lets a player without headers ask for keys. */
  public EdgeToken withNativeMac(Secret nativeKey, VideoId video, GenerationId generation) {
    String second = Hmac.sign(nativeKey, message(keyId, expiresAt, session, video, generation));
    return new EdgeToken(keyId, expiresAt, session, mac, Optional.of(second));
  }

  public boolean macHolds(Secret edgeKey, VideoId video, GenerationId generation) {
    return Hmac.holds(edgeKey, message(keyId, expiresAt, session, video, generation), mac);
  }

  public boolean nativeMacHolds(Secret nativeKey, VideoId video, GenerationId generation) {
    return nativeMac.isPresent()
        && Hmac.holds(
            nativeKey, message(keyId, expiresAt, session, video, generation), nativeMac.get());
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt.plus(Skew.ALLOWED));
  }

  /** The token as it stands in a path; never for a log. */
  public String text() {
    String first = "e1." + keyId + "." + expiresAt.getEpochSecond() + "." + session + "." + mac;
    return nativeMac.map(second -> first + "." + second).orElse(first);
  }

  @Override
  public String toString() {
    return "EdgeToken(" + keyId + ", " + session + ", redacted)";
  }

  private static String message(
      String keyId, Instant expiresAt, SessionId session, VideoId video, GenerationId generation) {
    return String.join(
        "\n",
        "reelkey:e1",
        keyId,
        Long.toString(expiresAt.getEpochSecond()),
        session.value(),
        video.value(),
        generation.value());
  }
}
