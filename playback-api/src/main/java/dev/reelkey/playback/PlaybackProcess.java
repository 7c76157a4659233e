package dev.reelkey.playback;

import dev.reelkey.core.config.SecretFiles;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.platform.ProcessConfig;
import dev.reelkey.core.platform.ServiceProcess;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The playback API in a process of its own. */
public final class PlaybackProcess {
  private static final String PREFIX = "PLAYBACK_";
  private static final String MASTER = "PLAYBACK_TOKEN_MASTER_FILE";
  private static final String SIGNING_KEYS = "PLAYBACK_SIGNING_KEY_FILES";
  private static final int PORT = 8080;

  private PlaybackProcess() {}

  /**
   * Starts it. Besides {@link PlaybackConfig} and {@link ProcessConfig} it reads {@code
   * PLAYBACK_TOKEN_MASTER_FILE} (32 bytes) and {@code PLAYBACK_SIGNING_KEY_FILES} (private JWKs,
   * with commas between the files; the first signs, all are published).
   *
   * @throws dev.reelkey.core.config.BadSettingsException with every fault
   */
  public static ServiceProcess start(
      Map<String, String> environment, Clock clock, SecureRandom random) {
    Settings settings = new Settings(environment);
    ProcessConfig process = ProcessConfig.read(settings, PREFIX, PORT);
    PlaybackConfig config =
        PlaybackConfig.read(settings, URI.create("http://127.0.0.1:" + process.listen().getPort()));
    Optional<TokenMaster> master =
        SecretFiles.required(settings, MASTER).flatMap(secret -> master(settings, secret));
    List<SigningKey> signingKeys = signingKeys(settings);
    settings.finish(PREFIX);
    return ServiceProcess.start(
        process,
        clock,
        random,
        platform -> service(config, platform, master.orElseThrow(), signingKeys));
  }

  private static ServiceProcess.Assembled service(
      PlaybackConfig config, Platform platform, TokenMaster master, List<SigningKey> signingKeys) {
    PlaybackApi api = PlaybackApi.assemble(config, platform, master, signingKeys);
    Routes routes = api.publicRoutes().include(api.originRoutes());
    return new ServiceProcess.Assembled() {
      @Override
      public Routes publicRoutes() {
        return routes;
      }

      @Override
      public Routes managementRoutes() {
        return new Routes(Cors.only(Set.of()));
      }

      @Override
      public void close() {
        api.close();
      }
    };
  }

  private static Optional<TokenMaster> master(Settings settings, Secret secret) {
    try {
      return Optional.of(new TokenMaster(secret));
    } catch (IllegalArgumentException e) {
      settings.fault(MASTER, "must name a file of exactly 32 bytes");
      return Optional.empty();
    }
  }

  private static List<SigningKey> signingKeys(Settings settings) {
    try {
      return SecretFiles.requiredList(settings, SIGNING_KEYS).stream()
          .map(SigningKey::parse)
          .toList();
    } catch (IllegalArgumentException e) {
      settings.fault(SIGNING_KEYS, "must name files with one private EC JWK each");
      return List.of();
    }
  }
}
