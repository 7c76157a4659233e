package dev.reelkey.core.redis;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param address {@code redis://host:port} or {@code rediss://host:port}
 */
public record RedisConfig(String address, Optional<Secret> password) {
  /** Reads {@code REDIS_*}. */
  public static RedisConfig read(Settings settings) {
    return new RedisConfig(
        settings.parse(
            "REDIS_ADDRESS",
            "redis://127.0.0.1:6379",
            "must begin with redis:// or rediss:// and name host and port",
            RedisConfig::address),
        settings
            .find("REDIS_PASSWORD")
            .map(text -> Secret.copyOf(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static String address(String text) {
    if (!text.matches("rediss?://[^/@]+:[0-9]+")) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
