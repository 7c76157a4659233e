package dev.reelkey.playback;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.token.EdgeKeys;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKeys;
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
import dev.reelkey.playback.origin.TransferBudget;
import dev.reelkey.playback.oversight.ListSessionsHandler;
import dev.reelkey.playback.oversight.RevokeSessionHandler;
import dev.reelkey.playback.session.LiveSessions;
import dev.reelkey.playback.session.RecentVideos;
import dev.reelkey.playback.session.Revocation;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.ViewerPseudonyms;
import dev.reelkey.playback.token.JwksHandler;
import dev.reelkey.playback.token.SessionTokens;

/** The parts of the playback API, in the order in which they need each other. */
final class PlaybackParts {
  private final PlaybackConfig config;
  private final Platform platform;
  private final SigningKeys signingKeys;
  private final VideoRecords videos;
  private final RecentVideos recentVideos;
  private final RevokedSessions revoked;
  private final SessionStore store;
  private final LiveSessions live;
  private final Revocation revocation;
  private final ViewerPseudonyms pseudonyms;
  private final SessionTokens tokens;
  private final Outlines outlines;
  private final MediaUrls urls;
  private final Grants grants;
  private final MediaHandler media;

  PlaybackParts(
      PlaybackConfig config,
      Platform platform,
      TokenMaster master,
      SigningKeys signingKeys,
      EdgeKeys edgeKeys) {
    this.config = config;
    this.platform = platform;
    this.signingKeys = signingKeys;
    videos = new VideoRecords(platform.bucket());
    recentVideos = new RecentVideos(videos);
    revoked = new RevokedSessions(platform.bucket(), platform.clock());
    store = new SessionStore(platform.redis(), platform.clock());
    live = new LiveSessions(store, revoked, recentVideos, platform.clock());
    revocation = new Revocation(store, revoked);
    pseudonyms = new ViewerPseudonyms(master);
    tokens = new SessionTokens(master);
    outlines = new Outlines(platform.bucket());
    urls = new MediaUrls(config.mediaUrl(), edgeKeys, master);
    grants =
        new Grants(config.publicUrl(), tokens, signingKeys, urls, platform.ids(), platform.clock());
    media =
        new MediaHandler(
            new EdgeTokenVerifier(edgeKeys.keys(master::edgeKey), platform.clock()),
            new MediaObjects(platform.bucket()),
            TransferBudget.ofHeap(Runtime.getRuntime().maxMemory()),
            platform.metrics());
  }

  Revocation revocation() {
    return revocation;
  }

  MediaHandler media() {
    return media;
  }

  /** What applications call; only listed web origins may. */
  Routes api() {
    return new Routes(Cors.only(config.origins()))
        .post("/v1/videos/{id}/sessions", Access.scope(Scope.PLAYBACK_START), open())
        .post(
            "/v1/sessions/{sid}/refresh",
            Access.checkedByHandler("refresh token in the body"),
            refresh())
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
  }

  /** What players and key-servers fetch; each carries its own authority or needs none. */
  Routes delivery() {
    return new Routes(Cors.open())
        .get(
            "/m/{manifestToken}/master.m3u8",
            Access.checkedByHandler("manifest token in the path"),
            manifest())
        .get(
            "/.well-known/jwks.json",
            Access.anybody("public keys are public"),
            new JwksHandler(signingKeys))
        .get("/openapi.yaml", Access.anybody("the interface is no secret"), new OpenApiHandler());
  }

  private OpenSessionHandler open() {
    SessionOpening opening =
        new SessionOpening(
            recentVideos, pseudonyms, config.policy(), platform.ids(), platform.clock());
    OpenedSessions opened =
        new OpenedSessions(
            store, new RememberedOpenings(platform.bucket()), revoked, platform.clock());
    return new OpenSessionHandler(opening, opened, outlines, grants, platform.metrics());
  }

  private RefreshSessionHandler refresh() {
    return new RefreshSessionHandler(
        tokens,
        live,
        store,
        revocation,
        outlines,
        grants,
        new RefreshSessionHandler.Clients(config.addresses(), pseudonyms),
        platform.metrics());
  }

  private ManifestHandler manifest() {
    return new ManifestHandler(
        tokens,
        live,
        store,
        outlines,
        urls,
        new ManifestHandler.NativePolicy(config.addresses(), config.nativeMayFetchAgain()),
        platform.clock());
  }
}
