package dev.reelkey.playback;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.playback.grant.Grants;
import dev.reelkey.playback.grant.RefreshSessionHandler;
import dev.reelkey.playback.manifest.ManifestHandler;
import dev.reelkey.playback.manifest.MediaUrls;
import dev.reelkey.playback.manifest.Outlines;
import dev.reelkey.playback.openapi.OpenApiHandler;
import dev.reelkey.playback.opening.OpenSessionHandler;
import dev.reelkey.playback.opening.OpenedSessions;
import dev.reelkey.playback.opening.RememberedOpenings;
import dev.reelkey.playback.opening.SessionOpening;
import dev.reelkey.playback.origin.MediaHandler;
import dev.reelkey.playback.origin.MediaObjects;
import dev.reelkey.playback.origin.PosterHandler;
import dev.reelkey.playback.oversight.ListSessionsHandler;
import dev.reelkey.playback.oversight.RevokeSessionHandler;
import dev.reelkey.playback.page.PageRoutes;
import dev.reelkey.playback.session.LiveSessions;
import dev.reelkey.playback.session.Revocation;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.ViewerPseudonyms;
import dev.reelkey.playback.token.JwksHandler;
import dev.reelkey.playback.token.SessionTokens;
import io.undertow.server.HttpHandler;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    VideoRecords videos = new VideoRecords(platform.bucket());
    RevokedSessions revoked = new RevokedSessions(platform.bucket(), platform.clock());
    SessionStore store = new SessionStore(platform.redis(), platform.clock());
    LiveSessions live = new LiveSessions(store, revoked, videos, platform.clock());
    Revocation revocation = new Revocation(store, revoked);
    ViewerPseudonyms pseudonyms = new ViewerPseudonyms(master);
    SessionTokens tokens = new SessionTokens(master);
    Outlines outlines = new Outlines(platform.bucket());
    MediaUrls urls = new MediaUrls(config.mediaUrl(), config.edgeKeyIds().get(0), master);
    Grants grants =
        new Grants(
            config.publicUrl(), tokens, signingKeys.get(0), urls, platform.ids(), platform.clock());
    SessionOpening opening =
        new SessionOpening(videos, pseudonyms, config.policy(), platform.ids(), platform.clock());
    OpenedSessions opened =
        new OpenedSessions(
            store, new RememberedOpenings(platform.bucket()), revoked, platform.clock());
    HttpHandler manifest =
        new ManifestHandler(
            tokens,
            live,
            store,
            outlines,
            urls,
            new ManifestHandler.NativePolicy(config.addresses(), config.nativeMayFetchAgain()),
            platform.clock());
    HttpHandler refresh =
        new RefreshSessionHandler(
            tokens,
            live,
            store,
            revocation,
            outlines,
            grants,
            new RefreshSessionHandler.Clients(config.addresses(), pseudonyms));
    Routes api =
        new Routes(Cors.only(config.origins()))
            .post(
                "/v1/videos/{id}/sessions",
                Access.scope(Scope.PLAYBACK_START),
                new OpenSessionHandler(opening, opened, outlines, grants))
            .post(
                "/v1/sessions/{sid}/refresh",
                Access.checkedByHandler("refresh token in the body"),
                refresh)
            .delete(
                "/v1/sessions/{sid}",
                Access.either(Scope.SESSIONS_REVOKE, Scope.PLAYBACK_START),
                new RevokeSessionHandler(store, revocation))
            .get(
                "/v1/sessions",
                Access.scope(Scope.SESSIONS_REVOKE),
                new ListSessionsHandler(store, pseudonyms))
            .get(
                "/v1/videos/{id}/poster",
                Access.scope(Scope.VIDEOS_READ),
                new PosterHandler(videos, outlines, platform.bucket()));
    Routes open =
        new Routes(Cors.open())
            .get(
                "/m/{manifestToken}/master.m3u8",
                Access.checkedByHandler("manifest token in the path"),
                manifest)
            .get(
                "/.well-known/jwks.json",
                Access.anybody("public keys are public"),
                new JwksHandler(signingKeys))
            .get(
                "/openapi.yaml",
                Access.anybody("the interface is no secret"),
                new OpenApiHandler());
    MediaHandler media =
        new MediaHandler(
            new EdgeTokenVerifier(edgeKeys(config, master), platform.clock()),
            new MediaObjects(platform.bucket()));
    revocation.start();
    Routes all = api.include(open).include(PageRoutes.table(config.publicUrl(), config.mediaUrl()));
    return new PlaybackApi(all, media, revocation);
  }

  /** Everything but the media origin, which shares its prefix with the key-server. */
  public Routes publicRoutes() {
    return publicRoutes;
  }

  /** Answers paths under {@code /t/} that name no key. */
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

  private static Map<String, Secret> edgeKeys(PlaybackConfig config, TokenMaster master) {
    return config.edgeKeyIds().stream()
        .collect(Collectors.toMap(Function.identity(), master::edgeKey));
  }
}
