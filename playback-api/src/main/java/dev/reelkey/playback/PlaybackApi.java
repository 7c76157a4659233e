package dev.reelkey.playback;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.token.EdgeKeys;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.SigningKeys;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.playback.origin.MediaHandler;
import dev.reelkey.playback.page.PageRoutes;
import dev.reelkey.playback.session.Revocation;
import java.util.List;

/** The assembled playback API: sessions, manifests, media origin, published keys, page. */
public final class PlaybackApi implements AutoCloseable {
  private final Routes publicRoutes;
  private final MediaHandler mediaHandler;
  private final Revocation revocation;

  private PlaybackApi(Routes publicRoutes, MediaHandler mediaHandler, Revocation revocation) {
    this.publicRoutes = publicRoutes;
    this.mediaHandler = mediaHandler;
    this.revocation = revocation;
  }

  /**
   * Builds the service and starts its one thread.
   *
   * @param signingKeys the first signs playback tokens; all are published
   */
  public static PlaybackApi assemble(
      PlaybackConfig config, Platform platform, TokenMaster master, List<SigningKey> signingKeys) {
    return assemble(
        config,
        platform,
        master,
        SigningKeys.fixed(signingKeys),
        EdgeKeys.fixed(config.edgeKeyIds()));
  }

  /** The same with keys that rotate. */
  public static PlaybackApi assemble(
      PlaybackConfig config,
      Platform platform,
      TokenMaster master,
      SigningKeys signingKeys,
      EdgeKeys edgeKeys) {
    PlaybackParts parts = new PlaybackParts(config, platform, master, signingKeys, edgeKeys);
    parts.revocation().start();
    Routes routes =
        parts
            .api()
            .include(parts.delivery())
            .include(PageRoutes.table(config.publicUrl(), config.mediaUrl()));
    return new PlaybackApi(routes, parts.media(), parts.revocation());
  }

  /** Everything but the media origin, which shares its prefix with the key-server. */
  public Routes publicRoutes() {
    return publicRoutes;
  }

  /** Answers paths under {@code /t/}; those of keys with 404, since keys are the key-server's. */
  public MediaHandler mediaHandler() {
    return mediaHandler;
  }

  /** The media origin as routes, for a process that serves no keys. */
  public Routes originRoutes() {
    return new Routes(Cors.open())
        .get("/t/*", Access.checkedByHandler("edge token in the path"), mediaHandler);
  }

  @Override
  public void close() {
    revocation.close();
  }
}
