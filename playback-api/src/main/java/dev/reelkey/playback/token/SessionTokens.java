package dev.reelkey.playback.token;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.TokenMaster;
import java.time.Instant;
import java.util.Optional;

/** Writes and checks manifest and refresh tokens under the keys of the token master. */
public final class SessionTokens {
  // The number of the derived keys; a second one comes with rotation of the token master.
  private static final int KEY_NUMBER = 1;

  private final Secret manifestKey;
  private final Secret refreshKey;

  public SessionTokens(TokenMaster master) {
    this.manifestKey = master.manifestKey(KEY_NUMBER);
    this.refreshKey = master.refreshKey(KEY_NUMBER);
  }

  public String manifest(SessionId session, Instant expiresAt) {
    return ManifestToken.sign(manifestKey, KEY_NUMBER, expiresAt, session).text();
  }

  /** Empty where the token is not ours; it may have expired. */
  public Optional<ManifestToken> readManifest(String text) {
    return ManifestToken.parse(text)
        .filter(token -> token.keyNumber() == KEY_NUMBER && token.macHolds(manifestKey));
  }

  public String refresh(SessionId session, long number, String proofKey) {
    return RefreshToken.sign(refreshKey, KEY_NUMBER, session, number, proofKey).text();
  }

  /** Whether we issued the token, to the player with this DPoP key. */
  public boolean holds(RefreshToken token, String proofKey) {
    return token.keyNumber() == KEY_NUMBER && token.macHolds(refreshKey, proofKey);
  }
}
