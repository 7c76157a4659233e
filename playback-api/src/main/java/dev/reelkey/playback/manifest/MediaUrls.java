package dev.reelkey.playback.manifest;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.token.EdgeKeys;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.playback.session.Session;
import java.net.URI;

/** Signs the path prefix under which a session finds its media, until the session ends. */
public final class MediaUrls {
  private final String base;
  private final EdgeKeys edgeKeys;
  private final TokenMaster master;

  /**
   * Signs for one edge.
   *
   * @param mediaUrl what clients reach the edge by, without a slash at its end
   * @param edgeKeys of that edge
   */
  public MediaUrls(URI mediaUrl, EdgeKeys edgeKeys, TokenMaster master) {
    this.base = mediaUrl.toString();
    this.edgeKeys = edgeKeys;
    this.master = master;
  }

  /** The address of a file of the session's generation; the same until the edge's key changes. */
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
    String keyId = edgeKeys.current();
    EdgeToken token =
        EdgeToken.sign(
            master.edgeKey(keyId),
            keyId,
            session.expires(),
            session.id(),
            session.video(),
            session.generation());
    return session.tier() == Tier.NATIVE
        ? token.withNativeMac(master.nativeKey(keyId), session.video(), session.generation())
        : token;
  }
}
