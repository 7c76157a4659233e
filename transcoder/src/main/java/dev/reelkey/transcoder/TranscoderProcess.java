package dev.reelkey.transcoder;

import dev.reelkey.core.config.SecretFiles;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.platform.ProcessConfig;
import dev.reelkey.core.platform.ServiceProcess;
import dev.reelkey.core.token.SigningKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The transcoder in a process of its own. */
public final class TranscoderProcess {
  private static final String PREFIX = "TRANSCODER_";
  private static final String SERVICE_KEY = "TRANSCODER_SERVICE_KEY_FILE";
  private static final URI KEY_SERVER = URI.create("http://127.0.0.1:8092");
  private static final int PORT = 8084;

  private TranscoderProcess() {}

  /**
   * Starts it. Besides {@link TranscoderConfig} and {@link ProcessConfig} it reads {@code
   * TRANSCODER_SERVICE_KEY_FILE} (a private EC JWK) and {@code TRANSCODER_NATIVE_CACHE} (natives: a
   * directory for FFmpeg's libraries that only this service may write to).
   *
   * @throws dev.reelkey.core.config.BadSettingsException with every fault
   */
  public static ServiceProcess start(
      Map<String, String> environment, Clock clock, SecureRandom random) {
    Settings settings = new Settings(environment);
    ProcessConfig process = ProcessConfig.read(settings, PREFIX, PORT);
    TranscoderConfig config =
        TranscoderConfig.read(
            settings, URI.create("http://127.0.0.1:" + process.listen().getPort()), KEY_SERVER);
    Optional<SigningKey> serviceKey = serviceKey(settings);
    Path nativeCache = Path.of(settings.text("TRANSCODER_NATIVE_CACHE", "natives"));
    settings.finish(PREFIX);
    return ServiceProcess.start(
        process,
        clock,
        random,
        platform -> service(config, platform, serviceKey.orElseThrow(), nativeCache));
  }

  private static ServiceProcess.Assembled service(
      TranscoderConfig config, Platform platform, SigningKey serviceKey, Path nativeCache) {
    Transcoder transcoder =
        // S3 has no end of its own; a store that has one refuses the write.
        Transcoder.assemble(config, platform, serviceKey, () -> Long.MAX_VALUE, nativeCache);
    return new ServiceProcess.Assembled() {
      @Override
      public Routes publicRoutes() {
        return transcoder.publicRoutes();
      }

      @Override
      public Routes managementRoutes() {
        return transcoder.managementRoutes();
      }

      @Override
      public void close() {
        transcoder.close();
      }
    };
  }

  private static Optional<SigningKey> serviceKey(Settings settings) {
    try {
      return SecretFiles.required(settings, SERVICE_KEY).map(SigningKey::parse);
    } catch (IllegalArgumentException e) {
      settings.fault(SERVICE_KEY, "must name a file with one private EC JWK");
      return Optional.empty();
    }
  }
}
