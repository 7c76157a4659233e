package dev.reelkey.standalone.run;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.token.AccessIssuerConfig;
import dev.reelkey.keyserver.KeyServerConfig;
import dev.reelkey.playback.PlaybackConfig;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.transcoder.TranscoderConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment tells every service, read before anything starts and all faults told at
 * once.
 *
 * @param signingDelay {@code PLAYBACK_SIGNING_DELAY} (10m): how long a new signing key is published
 *     before it signs, and an old one after; shorter ones are for tests, since tokens of the old
 *     key then fail early
 * @param settings the operator's, completed by what only the one process knows
 */
record Configs(
    URI publicUrl,
    Optional<AccessIssuerConfig> provider,
    KeyServerConfig keys,
    PlaybackConfig playback,
    Duration signingDelay,
    Map<String, String> settings) {
  private static final String SIGNING_DELAY = "PLAYBACK_SIGNING_DELAY";
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  private static final URI LATER = URI.create("http://127.0.0.1:1");

  Configs {
    settings = Map.copyOf(settings);
  }

  static Configs read(StandaloneConfig config, InetSocketAddress bind, Secrets secrets) {
    Map<String, String> complete = complete(config.settings(), secrets);
    Settings settings = new Settings(complete);
    URI publicUrl = PublicUrls.read(settings, config, bind);
    Configs configs =
        new Configs(
            publicUrl,
            AccessIssuerConfig.read(settings),
            KeyServerConfig.read(settings, publicUrl),
            PlaybackConfig.read(settings, publicUrl),
            signingDelay(settings),
            complete);
    TranscoderConfig.read(settings, publicUrl, LATER);
    // Read by logback.xml, which takes a word that it does not know for DEBUG.
    settings.parse("REELKEY_LOG_LEVEL", "INFO", "must be one of " + LEVELS, Configs::level);
    settings.finish("ACCESS_", "KEY_SERVER_", "PLAYBACK_", "TRANSCODER_");
    return configs;
  }

  /** The transcoder's, once it is known where the key-server listens. */
  TranscoderConfig transcoder(URI keyServer) {
    return TranscoderConfig.read(new Settings(settings), publicUrl, keyServer);
  }

  /**
   * Where FFmpeg's libraries are unpacked: {@code REELKEY_NATIVES}, which the launcher sets so that
   * all data directories share them, else in the data directory.
   */
  Path natives(DataDirectory data) {
    return new Settings(settings)
        .find("REELKEY_NATIVES")
        .map(Path::of)
        .orElseGet(() -> data.root().resolve("natives"));
  }

  private static String level(String text) {
    if (!LEVELS.contains(text)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static Duration signingDelay(Settings settings) {
    Duration delay = settings.duration(SIGNING_DELAY, Duration.ofMinutes(10));
    if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
      settings.fault(SIGNING_DELAY, "must be 1s at least");
    }
    return delay;
  }

  private static Map<String, String> complete(Map<String, String> given, Secrets secrets) {
    Map<String, String> settings = new HashMap<>(given);
    settings.put("KEY_SERVER_KEYSTORE", secrets.kekKeystoreFile().toString());
    settings.put("KEY_SERVER_KEYSTORE_CREATE", "true");
    settings.put("KEY_SERVER_PASSPHRASE_FILE", secrets.kekPassPhraseFile().toString());
    // Nobody else works on the embedded queue: what an earlier process held is free at once.
    settings.put("TRANSCODER_ALONE", "true");
    return settings;
  }
}
