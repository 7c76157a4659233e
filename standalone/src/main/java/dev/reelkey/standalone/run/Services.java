package dev.reelkey.standalone.run;

import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.keyserver.KeyServer;
import dev.reelkey.playback.PlaybackApi;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.transcoder.Transcoder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The services of the one process. They meet as they would across machines: the transcoder asks the
 * key-server over HTTP, on a listener of its own on loopback.
 */
final class Services implements AutoCloseable {
  private static final InetSocketAddress INTERNAL = new InetSocketAddress("127.0.0.1", 0);

  private final OpenThings opened;
  private final Routes publicRoutes;
  private final Routes managementRoutes;

  private Services(OpenThings opened, Routes publicRoutes, Routes managementRoutes) {
    this.opened = opened;
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
  }

  static Services assemble(
      DataDirectory data,
      Configs configs,
      Platform platform,
      Secrets secrets,
      AccessTokenVerifier access) {
    OpenThings opened = new OpenThings();
    try {
      return assemble(data, configs, platform, secrets, access, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Services assemble(
      DataDirectory data,
      Configs configs,
      Platform platform,
      Secrets secrets,
      AccessTokenVerifier access,
      OpenThings opened) {
    TokenMaster master = secrets.tokenMaster();
    SigningKey playbackKey = secrets.playbackKey();
    SigningKey serviceKey = secrets.serviceKey();
    List<String> edgeKeyIds = configs.playback().edgeKeyIds();
    KeyServer keys =
        opened.add(
            KeyServer.assemble(
                configs.keys(),
                platform,
                new OwnKeys(playbackKey),
                new OwnKeys(serviceKey),
                edgeKeyIds.stream().collect(Collectors.toMap(Function.identity(), master::edgeKey)),
                edgeKeyIds.stream()
                    .collect(
                        Collectors.toMap(
                            Services::number, master::nativeKey, (one, same) -> one))));
    HttpServer internal =
        opened.add(
            HttpServer.start(
                INTERNAL, Optional.empty(), keys.internalRoutes(), access, platform.ids()));
    PlaybackApi playback =
        opened.add(
            PlaybackApi.assemble(configs.playback(), platform, master, List.of(playbackKey)));
    Transcoder transcoder =
        opened.add(
            Transcoder.assemble(
                configs.transcoder(URI.create("http://127.0.0.1:" + internal.port())),
                platform,
                serviceKey,
                new StoreSpace(data.s3()),
                configs.natives(data)));
    return new Services(
        opened,
        playback
            .publicRoutes()
            .include(transcoder.publicRoutes())
            .include(new MediaSplit(keys.keyRequests(), playback.mediaHandler()).routes()),
        keys.managementRoutes().include(transcoder.managementRoutes()));
  }

  Routes publicRoutes() {
    return publicRoutes;
  }

  Routes managementRoutes() {
    return managementRoutes;
  }

  @Override
  public void close() {
    opened.close();
  }

  /** Of {@code main-1} it is {@code 1}. */
  private static String number(String keyId) {
    return keyId.substring(keyId.lastIndexOf('-') + 1);
  }
}
