package dev.reelkey.core.platform;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.redis.RedisConfig;
import dev.reelkey.core.s3.S3Config;
import dev.reelkey.core.token.AccessIssuerConfig;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What the own process of any service reads besides the service's settings; {@code P_} stands for
 * the service's prefix.
 *
 * @param listen {@code P_LISTEN}: address and port of the public listener. Other addresses than
 *     loopback need {@code BEHIND_PROXY=true}, since the gateway in front ends TLS
 * @param management {@code P_MANAGEMENT_LISTEN}: health, metrics, administration
 * @param issuer whose access tokens are taken; none are where it is empty
 */
public record ProcessConfig(
    InetSocketAddress listen,
    InetSocketAddress management,
    S3Config s3,
    RedisConfig redis,
    Optional<AccessIssuerConfig> issuer) {

  /**
   * Reads the settings.
   *
   * @param prefix for example {@code PLAYBACK_}
   * @param port of the public listener by default; management takes the next
   */
  public static ProcessConfig read(Settings settings, String prefix, int port) {
    boolean behindProxy = settings.flag("BEHIND_PROXY", false);
    InetSocketAddress listen = address(settings, prefix + "LISTEN", port);
    if (!listen.getAddress().isLoopbackAddress() && !behindProxy) {
      settings.fault(prefix + "LISTEN", "must be loopback, or set BEHIND_PROXY=true");
    }
    return new ProcessConfig(
        listen,
        address(settings, prefix + "MANAGEMENT_LISTEN", port + 1),
        S3Config.read(settings),
        RedisConfig.read(settings),
        AccessIssuerConfig.read(settings));
  }

  /** An IP address and a port, for listeners of one service alone; loopback by default. */
  public static InetSocketAddress address(Settings settings, String name, int port) {
    return settings.parse(
        name,
        new InetSocketAddress("127.0.0.1", port),
        "must be an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080",
        ProcessConfig::parse);
  }

  private static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
    if (!host.matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException();
    }
    return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
  }
}
