package dev.reelkey.playback.manifest;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.playback.session.Session;
import java.net.URI;

/** Signs the path prefix under which a session finds its media, until the session ends. */
public final class MediaUrls {
  private final String base;
  private final String keyId;
  private final Secret edgeKey;
  private final Secret nativeKey;

  /**
   * Signs for one edge.
   *
   * @param mediaUrl what clients reach the edge by, without a slash at its end
   * @param keyId {@code edgeId-n}
   */
  public MediaUrls(URI mediaUrl, String keyId, TokenMaster master) {
    this.base = mediaUrl.toString();
    this.keyId = keyId;
    this.edgeKey = master.edgeKey(keyId);
    this.nativeKey = master.nativeKey(keyId);
  }

  /** The address of a file of the session's generation; the same at every call. */
  public String of(Session session, RenditionName rendition, String file) {
    return base
        + "/t/"
        + token(session).text()
        + "/"
        + session.video()
        + "/"
        + session.generation()
        + "/"
        + rendition
        + "/"
        + file;
  }

  /** The address of a rendition's media playlist, as the session's presentation has it. */
  public String playlist(Session session, RenditionName rendition) {
    return of(session, rendition, ObjectLayout.playlistFile(session.presentation()));
  }

  private EdgeToken token(Session session) {
    EdgeToken token =
        EdgeToken.sign(
            edgeKey, keyId, session.expires(), session.id(), session.video(), session.generation());
    return session.tier() == Tier.NATIVE
        ? token.withNativeMac(nativeKey, session.video(), session.generation())
        : token;
  }
}
