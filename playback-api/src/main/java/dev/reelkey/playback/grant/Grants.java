package dev.reelkey.playback.grant;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.SigningKeys;
import dev.reelkey.core.token.Tier;
import dev.reelkey.playback.manifest.MediaUrls;
import dev.reelkey.playback.manifest.Outline;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.token.SessionTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a player needs to go on: a manifest URL, a playback token, the next refresh token.
 */
public final class Grants {
  private static final Duration MANIFEST_LIFE = Duration.ofMinutes(2);
  private static final RenditionName POSTER = new RenditionName("poster");
  private static final RenditionName STORYBOARD = new RenditionName("storyboard");

  private final URI publicUrl;
  private final SessionTokens tokens;
  private final SigningKeys signingKeys;
  private final MediaUrls urls;
  private final RandomIds ids;
  private final Clock clock;

  /**
   * Grants under these keys.
   *
   * @param publicUrl without a slash at its end; also the issuer of playback tokens
   */
  public Grants(
      URI publicUrl,
      SessionTokens tokens,
      SigningKeys signingKeys,
      MediaUrls urls,
      RandomIds ids,
      Clock clock) {
    this.publicUrl = publicUrl;
    this.tokens = tokens;
    this.signingKeys = signingKeys;
    this.urls = urls;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Fresh tokens for the session.
   *
   * @param refresh number of the refresh token that is good next
   */
  public SessionGrant of(Session session, Outline outline, long refresh) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant manifestEnd = earlier(now.plus(MANIFEST_LIFE), session.expires());
    Instant tokenEnd = earlier(now.plus(PlaybackClaims.MAX_LIFE), session.expires());
    boolean isNative = session.tier() == Tier.NATIVE;
    String manifest = tokens.manifest(session.id(), manifestEnd);
    return new SessionGrant(
        session.id().value(),
        publicUrl + "/m/" + manifest + "/master.m3u8",
        manifestEnd,
        isNative ? null : playbackToken(session, now, tokenEnd),
        isNative ? null : tokenEnd,
        tokens.refresh(session.id(), refresh, session.proofKeyText()),
        session.expires(),
        session.tier().toString(),
        address(session, POSTER, outline.presentation().poster()),
        address(session, STORYBOARD, outline.presentation().storyboard()));
  }

  private String playbackToken(Session session, Instant now, Instant end) {
    return new PlaybackClaims(
            publicUrl.toString(),
            session.viewer(),
            session.id(),
            session.video(),
            session.generation(),
            session.tier(),
            session.maxHeight(),
            session.proofKey(),
            now,
            end,
            ids.text(16))
        .sign(signingKeys.current());
  }

  private @Nullable String address(
      Session session, RenditionName rendition, @Nullable String file) {
    return file == null ? null : urls.of(session, rendition, file);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
