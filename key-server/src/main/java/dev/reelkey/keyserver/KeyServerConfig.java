package dev.reelkey.keyserver;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the key-server.
 *
 * @param keystore {@code KEY_SERVER_KEYSTORE} (required): the BCFKS file with the key-encryption
 *     key
 * @param passPhrase {@code KEY_SERVER_PASSPHRASE_FILE} or {@code KEY_SERVER_PASSPHRASE} (one is
 *     required): opens it
 * @param makeKeystore {@code KEY_SERVER_KEYSTORE_CREATE} (false): make the file where it is missing
 * @param publicUrl {@code PUBLIC_URL}: where viewers reach the API; the issuer of playback tokens
 * @param mediaUrl {@code MEDIA_URL}: where they reach keys; by default the public URL
 * @param nonceRequired {@code KEY_SERVER_DPOP_NONCE} (false): DPoP proofs need a nonce of ours
 * @param sessionStoreLimit {@code KEY_SERVER_REDIS_LIMIT_MS} (200): after so long without an answer
 *     the key-server answers alone
 * @param auditFlush {@code KEY_SERVER_AUDIT_FLUSH} (2s): how often the audit is written
 * @param auditBuffer {@code KEY_SERVER_AUDIT_BUFFER} (20000): lines kept while the store is silent
 * @param revocationPoll {@code KEY_SERVER_REVOCATION_POLL} (30s, at most that: reading may take a
 *     while too, and a revocation holds within 60s)
 * @param keysPerHour {@code KEY_SERVER_INTERNAL_KEYS_PER_HOUR} (1000000): cap of the internal API
 * @param addresses {@code TRUSTED_PROXIES} (none): whose X-Forwarded-For counts
 */
public record KeyServerConfig(
    Path keystore,
    Secret passPhrase,
    boolean makeKeystore,
    URI publicUrl,
    URI mediaUrl,
    boolean nonceRequired,
    Duration sessionStoreLimit,
    Duration auditFlush,
    int auditBuffer,
    Duration revocationPoll,
    int keysPerHour,
    ClientAddress addresses) {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(60);

  // Reading takes 20 s at most, and 60 s are promised.
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

  public KeyServerConfig {
    publicUrl = withoutSlash(publicUrl);
    mediaUrl = withoutSlash(mediaUrl);
  }

  /**
   * Reads the settings.
   *
   * @param own the listener's own address, for whoever sets no {@code PUBLIC_URL}
   */
  public static KeyServerConfig read(Settings settings, URI own) {
    URI publicUrl = settings.uri("PUBLIC_URL", own);
    return new KeyServerConfig(
        Path.of(settings.requiredText("KEY_SERVER_KEYSTORE")),
        passPhrase(settings),
        settings.flag("KEY_SERVER_KEYSTORE_CREATE", false),
        publicUrl,
        settings.uri("MEDIA_URL", publicUrl),
        settings.flag("KEY_SERVER_DPOP_NONCE", false),
        Duration.ofMillis(settings.integer("KEY_SERVER_REDIS_LIMIT_MS", 200, 20, 5_000)),
        duration(settings, "KEY_SERVER_AUDIT_FLUSH", Duration.ofSeconds(2), LONGEST_FLUSH),
        settings.integer("KEY_SERVER_AUDIT_BUFFER", 20_000, 100, 1_000_000),
        duration(settings, "KEY_SERVER_REVOCATION_POLL", LONGEST_POLL, LONGEST_POLL),
        settings.integer("KEY_SERVER_INTERNAL_KEYS_PER_HOUR", 1_000_000, 1_000, 1_000_000_000),
        ClientAddress.read(settings));
  }

  private static Secret passPhrase(Settings settings) {
    Optional<String> file = settings.find("KEY_SERVER_PASSPHRASE_FILE");
    Optional<String> text = settings.find("KEY_SERVER_PASSPHRASE");
    if (file.isPresent() == text.isPresent()) {
      settings.fault(
          "KEY_SERVER_PASSPHRASE_FILE", "or KEY_SERVER_PASSPHRASE must be set, and not both");
    }
    String phrase = file.map(name -> read(settings, name)).or(() -> text).orElse("unset");
    return Secret.copyOf(phrase.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Settings settings, String file) {
    try {
      String phrase = Files.readString(Path.of(file)).strip();
      if (!phrase.isEmpty()) {
        return phrase;
      }
      settings.fault("KEY_SERVER_PASSPHRASE_FILE", "must name a file that is not empty");
    } catch (IOException e) {
      settings.fault("KEY_SERVER_PASSPHRASE_FILE", "must name a file that can be read");
    }
    return "unset";
  }

  private static Duration duration(
      Settings settings, String name, Duration fallback, Duration longest) {
    Duration value = settings.duration(name, fallback);
    if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(longest) > 0) {
      settings.fault(name, "must lie between 100 ms and " + longest.toSeconds() + "s");
      return fallback;
    }
    return value;
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }
}
