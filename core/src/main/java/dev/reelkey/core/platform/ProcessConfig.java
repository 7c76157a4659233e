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
 * @param management {@code P_MANAGEMENT_LISTEN}: health, metrics, administration. Loopback, unless
 *     {@code MANAGEMENT_BEHIND_PROXY=true}
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
    return new ProcessConfig(
        sheltered(settings, prefix + "LISTEN", port, "BEHIND_PROXY"),
        sheltered(settings, prefix + "MANAGEMENT_LISTEN", port + 1, "MANAGEMENT_BEHIND_PROXY"),
        S3Config.read(settings),
        RedisConfig.read(settings),
        AccessIssuerConfig.read(settings));
  }

  /**
   * Where a listener of plain HTTP listens: on loopback, where tokens and keys are safe, or
   * elsewhere where {@code promise} is set.
   *
   * @param promise names the setting that says that something in front of this listener speaks TLS;
   *     each listener has its own, since one proxy seldom stands before all
   */
  public static InetSocketAddress sheltered(
      Settings settings, String name, int port, String promise) {
    InetSocketAddress address =
        settings.parse(
            name,
            new InetSocketAddress("127.0.0.1", port),
            "must be an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080",
            ProcessConfig::parse);
    boolean promised = settings.flag(promise, false);
    if (!address.getAddress().isLoopbackAddress() && !promised) {
      settings.fault(name, "must be loopback, or set " + promise + "=true: TLS ends there");
    }
    return address;
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
