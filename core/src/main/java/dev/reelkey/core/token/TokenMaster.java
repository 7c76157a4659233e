package dev.reelkey.core.token;

import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;

/** The 32 bytes from which every MAC key is derived by its label; playback-api alone holds it. */
public final class TokenMaster {
  private static final int LENGTH = 32;

  private final Secret master;

  public TokenMaster(Secret master) {
    if (master.length() != LENGTH) {
      throw new IllegalArgumentException("the token master has 32 bytes");
    }
    this.master = master;
  }

  /** The key an edge verifies paths with; {@code keyId} is {@code edgeId-n}. */
  public Secret edgeKey(String keyId) {
    int dash = keyId.lastIndexOf('-');
    return derive("edge/" + keyId.substring(0, dash) + "/" + keyId.substring(dash + 1));
  }

  /** The key of the second MAC of native sessions, of the same number as the edge key. */
  public Secret nativeKey(String keyId) {
    return derive("native/" + keyId.substring(keyId.lastIndexOf('-') + 1));
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

  private Secret derive(String label) {
    return Secret.copyOf(
        Hkdf.derive(master.reveal(), new byte[0], label.getBytes(StandardCharsets.UTF_8), LENGTH));
  }
}
