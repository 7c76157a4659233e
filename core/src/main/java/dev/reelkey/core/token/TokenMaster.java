package dev.reelkey.core.token;

import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The 32 bytes from which every MAC key is derived by its label; playback-api alone holds it. */
public final class TokenMaster {
  private static final int LENGTH = 32;

  private final Secret master;
  private final Map<String, Secret> pathKeys = new ConcurrentHashMap<>();

  public TokenMaster(Secret master) {
    if (master.length() != LENGTH) {
      throw new IllegalArgumentException("the token master has 32 bytes");
    }
    this.master = master;
  }

  /**
   * The key an edge verifies paths with. It is kept, so ask for ids that are known only.
   *
   * @param keyId {@code edgeId-n}
   */
  public Secret edgeKey(String keyId) {
    int dash = keyId.lastIndexOf('-');
    return pathKey("edge/" + keyId.substring(0, dash) + "/" + keyId.substring(dash + 1));
  }

  /** The key of the second MAC of native sessions, of the same number as the edge key. */
  public Secret nativeKey(String keyId) {
    return pathKey("native/" + keyId.substring(keyId.lastIndexOf('-') + 1));
  }

  public Secret manifestKey(int number) {
    return derive("manifest/" + number);
  }

  public Secret refreshKey(int number) {
    return derive("refresh/" + number);
  }

  public Secret pseudonymKey() {
    return derive("pseudonym");
  }

  /** Each segment is asked for under such a key. */
  private Secret pathKey(String label) {
    return pathKeys.computeIfAbsent(label, this::derive);
  }

  private Secret derive(String label) {
    return Secret.copyOf(
        Hkdf.derive(master.reveal(), new byte[0], label.getBytes(StandardCharsets.UTF_8), LENGTH));
  }
}
