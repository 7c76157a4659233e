package dev.reelkey.standalone.run;

import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.SigningKeys;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.keyserver.KeyServer;
import dev.reelkey.keyserver.release.ReleaseParts;
import dev.reelkey.playback.PlaybackApi;
import dev.reelkey.standalone.signing.PathKeys;
import dev.reelkey.standalone.signing.PlaybackKeys;
import dev.reelkey.standalone.signing.SigningRoutes;
import dev.reelkey.transcoder.Transcoder;
import dev.reelkey.transcoder.upload.DirectoryFreeSpace;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The services of the one process. They meet as they would across machines: the transcoder asks the
 * key-server over HTTP, on a listener of its own on loopback.
 */
final class Services implements AutoCloseable {
  private static final InetSocketAddress INTERNAL = new InetSocketAddress("127.0.0.1", 0);

  private final OpenThings opened;
  private final Transcoder transcoder;
  private final Routes publicRoutes;
  private final Routes managementRoutes;

  private Services(
      OpenThings opened, Transcoder transcoder, Routes publicRoutes, Routes managementRoutes) {
    this.opened = opened;
    this.transcoder = transcoder;
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
  }

  static Services assemble(Foundation foundation, AccessTokenVerifier access) {
    OpenThings opened = new OpenThings();
    try {
      return assemble(foundation, access, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Services assemble(
      Foundation foundation, AccessTokenVerifier access, OpenThings opened) {
    Configs configs = foundation.configs();
    Platform platform = foundation.platform();
    TokenMaster master = foundation.secrets().tokenMaster();
    SigningKey serviceKey = foundation.secrets().serviceKey();
    PlaybackKeys playbackKeys =
        PlaybackKeys.open(foundation.secrets(), platform.clock(), configs.signingDelay());
    PathKeys pathKeys =
        PathKeys.open(
            foundation.secrets(),
            platform.clock(),
            configs.signingDelay(),
            configs.playback().edgeKeyIds());
    PlaybackApi playback =
        opened.add(
            PlaybackApi.assemble(configs.playback(), platform, master, playbackKeys, pathKeys));
    ReleaseParts.Keys viewerKeys =
        new ReleaseParts.Keys(
            playbackKeys.publicKeys(),
            pathKeys.keys(master::edgeKey),
            pathKeys.keys(master::nativeKey),
            master.nativeKey(configs.playback().edgeKeyIds().get(0)));
    KeyServer keys =
        opened.add(
            KeyServer.assemble(
                configs.keys(),
                foundation.awaitKek(),
                platform,
                viewerKeys,
                SigningKeys.fixed(List.of(serviceKey)).publicKeys()));
    HttpServer internal =
        opened.add(
            HttpServer.start(
                INTERNAL, Optional.empty(), keys.internalRoutes(), access, platform.ids()));
    Transcoder transcoder =
        opened.add(
            Transcoder.assemble(
                configs.transcoder(URI.create("http://127.0.0.1:" + internal.port())),
                platform,
                serviceKey,
                new DirectoryFreeSpace(foundation.data().s3()),
                configs.natives(foundation.data())));
    return new Services(
        opened,
        transcoder,
        playback
            .publicRoutes()
            .include(transcoder.publicRoutes())
            .include(new MediaSplit(keys.keyRequests(), playback.mediaHandler()).routes()),
        keys.managementRoutes()
            .include(transcoder.managementRoutes())
            .include(new SigningRoutes(playbackKeys, pathKeys, keys.adminAudit()).table()));
  }

  Routes publicRoutes() {
    return publicRoutes;
  }

  Routes managementRoutes() {
    return managementRoutes;
  }

  /** Whoever follows events would keep the public listener from ending. */
  void endFollowers() {
    transcoder.endFollowers();
  }

  @Override
  public void close() {
    opened.close();
  }
}
