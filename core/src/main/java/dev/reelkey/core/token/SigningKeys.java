package dev.reelkey.core.token;

import java.security.PublicKey;
import java.util.List;

/** The keys of one token issuer while they rotate: published first, then signing, then retired. */
public interface SigningKeys {
  /** The key that signs now. */
  SigningKey current();

  /** All keys by which a token that still lives may be verified, and the next one. */
  List<SigningKey> published();

  /** Keys that never change: the first signs, all are published. */
  static SigningKeys fixed(List<SigningKey> keys) {
    List<SigningKey> copy = List.copyOf(keys);
    return new SigningKeys() {
      @Override
      public SigningKey current() {
        return copy.get(0);
      }

      @Override
      public List<SigningKey> published() {
        return copy;
      }
    };
  }

  /** The public halves for a verifier in the same process: no fetch, no outage. */
  default PublicKeys publicKeys() {
    return keyId ->
        published().stream()
            .filter(key -> key.keyId().equals(keyId))
            .<PublicKey>map(SigningKey::publicKey)
            .findFirst();
  }
}
