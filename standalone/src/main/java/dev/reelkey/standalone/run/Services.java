package dev.reelkey.standalone.run;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.token.TokenMaster;
import dev.reelkey.playback.PlaybackApi;
import dev.reelkey.playback.PlaybackConfig;
import dev.reelkey.standalone.data.Secrets;
import java.util.List;
import java.util.Set;

/** The services of the one process and how they meet. */
final class Services implements AutoCloseable {
  private final OpenThings opened;
  private final Routes publicRoutes;
  private final Routes managementRoutes;

  private Services(OpenThings opened, Routes publicRoutes, Routes managementRoutes) {
    this.opened = opened;
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
  }

  static Services assemble(
      StandaloneConfig config, Platform platform, Secrets secrets, PublicUrls urls) {
    OpenThings opened = new OpenThings();
    Settings settings = new Settings(config.settings());
    TokenMaster master = secrets.tokenMaster();
    PlaybackApi playback =
        opened.add(
            PlaybackApi.assemble(
                PlaybackConfig.read(settings, urls.publicUrl()),
                platform,
                master,
                List.of(secrets.playbackKey())));
    settings.finish("PLAYBACK_");
    return new Services(
        opened,
        playback.publicRoutes().include(playback.originRoutes()),
        new Routes(Cors.only(Set.of())));
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
}
