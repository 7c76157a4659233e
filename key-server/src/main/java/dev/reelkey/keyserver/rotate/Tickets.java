package dev.reelkey.keyserver.rotate;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import dev.reelkey.keyserver.kek.AssociatedData;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import dev.reelkey.keyserver.kek.SealBrokenException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's leave to read the sealed keys of one generation for a day: {@code
 * k1.{kekVersion}.{exp}.{seal}}. The seal opens under the KEK for that video, generation and time
 * only, so every key-server can check it and nobody else can make it.
 */
public final class Tickets {
  public static final Duration LIFE = Duration.ofHours(24);
  private static final String LABEL = "reelkey/ticket/1";
  private static final Pattern FORM =
      Pattern.compile("k1\\.([1-9][0-9]{0,8})\\.([1-9][0-9]{9})\\.([A-Za-z0-9_-]{80})");

  private final Kek kek;
  private final SecureRandom random;
  private final Clock clock;

  public Tickets(Kek kek, SecureRandom random, Clock clock) {
    this.kek = kek;
    this.random = random;
    this.clock = clock;
  }

  /** A ticket and its end. */
  public record Ticket(String text, Instant expiresAt) {
    @Override
    public String toString() {
      return "Ticket(redacted, " + expiresAt + ")";
    }
  }

  public Ticket issue(VideoId video, GenerationId generation) {
    Instant end = Instant.ofEpochSecond(clock.instant().plus(LIFE).getEpochSecond());
    int version = kek.active();
    String exp = Long.toString(end.getEpochSecond());
    byte[] seal =
        kek.wrap(
            version,
            Secret.random(random, AesGcm.KEY_BYTES),
            associatedData(video, generation, version, exp));
    String text =
        "k1."
            + version
            + "."
            + exp
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    return new Ticket(text, end);
  }

  /** Whether the text is a ticket of ours for this generation, and in time. */
  public boolean holds(String text, VideoId video, GenerationId generation) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      return false;
    }
    int version = Integer.parseInt(match.group(1));
    Instant end = Instant.ofEpochSecond(Long.parseLong(match.group(2)));
    if (!clock.instant().isBefore(end)) {
      return false;
    }
    try {
      kek.unwrap(
          version,
          Base64.getUrlDecoder().decode(match.group(3)),
          associatedData(video, generation, version, match.group(2)));
      return true;
    } catch (SealBrokenException | KekVersionMissingException notOurs) {
      return false;
    }
  }

  private static byte[] associatedData(
      VideoId video, GenerationId generation, int version, String exp) {
    return AssociatedData.of(
        LABEL, video.value(), generation.value(), Integer.toString(version), exp);
  }
}
