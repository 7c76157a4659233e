package dev.reelkey.standalone.run;

import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.core.token.SigningKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** The public halves of keys in this very process: no fetch, no outage. */
final class OwnKeys implements PublicKeys {
  private final List<SigningKey> keys;

  OwnKeys(SigningKey... keys) {
    this.keys = List.of(keys);
  }

  @Override
  public Optional<PublicKey> find(String keyId) {
    return keys.stream()
        .filter(key -> key.keyId().equals(keyId))
        .<PublicKey>map(SigningKey::publicKey)
        .findFirst();
  }
}
