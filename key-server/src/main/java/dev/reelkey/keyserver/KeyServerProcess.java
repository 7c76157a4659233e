package dev.reelkey.keyserver;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.config.SecretFiles;
import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.platform.ProcessConfig;
import dev.reelkey.core.platform.ServiceProcess;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.ListedPublicKeys;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.RemotePublicKeys;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The key-server in a process of its own. */
public final class KeyServerProcess {
  private static final String PREFIX = "KEY_SERVER_";
  private static final String EDGE_KEYS = "KEY_SERVER_EDGE_KEYS_FILE";
  private static final String SERVICE_KEYS = "KEY_SERVER_SERVICE_JWKS_FILE";
  private static final String PLAYBACK_KEYS = "KEY_SERVER_PLAYBACK_JWKS_URL";
  private static final String INTERNAL = "KEY_SERVER_INTERNAL_LISTEN";
  private static final String INTERNAL_BEHIND_PROXY = "KEY_SERVER_INTERNAL_BEHIND_PROXY";
  private static final int PORT = 8090;

  /** Below {@code keys/}, since the key-server may write nowhere else; no name of a ring. */
  private static final String PROBES = "keys/self-test/";

  private KeyServerProcess() {}

  private record Verification(PublicKeys playback, PublicKeys service, DerivedKeys derived) {}

  /**
   * Starts it. Besides {@link KeyServerConfig} and {@link ProcessConfig} it reads {@code
   * KEY_SERVER_INTERNAL_LISTEN} (the port after management's), {@code KEY_SERVER_EDGE_KEYS_FILE}
   * (see {@link DerivedKeys}), {@code KEY_SERVER_SERVICE_JWKS_FILE} (public keys of the transcoder)
   * and {@code KEY_SERVER_PLAYBACK_JWKS_URL} (by default below {@code PUBLIC_URL}).
   *
   * @throws BadSettingsException with every fault
   */
  public static ServiceProcess start(
      Map<String, String> environment, Clock clock, SecureRandom random) {
    Settings settings = new Settings(environment);
    ProcessConfig process = ProcessConfig.read(settings, PREFIX, PORT);
    URI own = URI.create("http://127.0.0.1:" + process.listen().getPort());
    KeyServerConfig config = KeyServerConfig.read(settings, own);
    InetSocketAddress internal =
        ProcessConfig.sheltered(settings, INTERNAL, PORT + 2, INTERNAL_BEHIND_PROXY);
    URI jwks =
        settings.uri(PLAYBACK_KEYS, URI.create(config.publicUrl() + "/.well-known/jwks.json"));
    Optional<PublicKeys> service =
        read(settings, SERVICE_KEYS, "one JWK set", KeyServerProcess::keys);
    Optional<DerivedKeys> derived =
        read(settings, EDGE_KEYS, "the JSON of derived keys", DerivedKeys::parse);
    settings.finish(PREFIX);
    Verification verification =
        new Verification(
            new RemotePublicKeys(jwks).prefetched(), service.orElseThrow(), derived.orElseThrow());
    return ServiceProcess.start(
        process,
        PROBES,
        clock,
        random,
        platform -> new Running(assemble(config, platform, verification), internal));
  }

  private static KeyServer assemble(
      KeyServerConfig config, Platform platform, Verification verification) {
    try {
      return KeyServer.assemble(
          config,
          platform,
          verification.derived().with(verification.playback()),
          verification.service());
    } catch (IllegalArgumentException e) {
      // The keystore is found out only by opening it.
      throw new BadSettingsException(List.of("KEY_SERVER_KEYSTORE: " + e.getMessage()));
    }
  }

  private static PublicKeys keys(Secret content) {
    return ListedPublicKeys.parse(content.reveal());
  }

  private static <T> Optional<T> read(
      Settings settings, String name, String form, Function<Secret, T> parser) {
    try {
      return SecretFiles.required(settings, name).map(parser);
    } catch (IllegalArgumentException e) {
      settings.fault(name, "must name a file with " + form);
      return Optional.empty();
    }
  }

  private record Running(KeyServer keys, InetSocketAddress internal)
      implements ServiceProcess.Assembled {
    @Override
    public Routes publicRoutes() {
      return keys.publicRoutes();
    }

    @Override
    public Routes managementRoutes() {
      return keys.managementRoutes();
    }

    @Override
    public List<ServiceProcess.Listener> furtherListeners() {
      return List.of(new ServiceProcess.Listener(internal, keys.internalRoutes()));
    }

    @Override
    public void close() {
      keys.close();
    }
  }
}
