package dev.reelkey.keyserver.release;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.DpopProof;
import dev.reelkey.core.token.Hmac;
import dev.reelkey.core.token.Skew;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks DPoP proofs (RFC 9449, 4.3), the cheap parts first and the signature last. */
final class ProofCheck {
  /** How old a proof may be; its id is remembered for longer. */
  static final Duration MAX_AGE = Duration.ofSeconds(60);

  private static final Duration NONCE_LIFE = Duration.ofMinutes(5);

  private final Set<String> origins;
  private final boolean nonceRequired;
  private final Secret nonceKey;
  private final Provider ellipticCurves;
  private final Clock clock;

  /**
   * Checks proofs of requests to these addresses.
   *
   * @param origins PUBLIC_URL and MEDIA_URL; a request's Host header says nothing
   * @param nonceKey shared by all key-servers, so that each takes the others' nonces
   */
  ProofCheck(
      Set<URI> origins,
      boolean nonceRequired,
      Secret nonceKey,
      Provider ellipticCurves,
      Clock clock) {
    this.origins =
        origins.stream()
            .map(each -> each.toString().replaceAll("/+$", ""))
            .collect(Collectors.toUnmodifiableSet());
    this.nonceRequired = nonceRequired;
    this.nonceKey = nonceKey;
    this.ellipticCurves = ellipticCurves;
    this.clock = clock;
  }

  /** The name of the proof, under which it may be shown once. */
  Step<String> check(KeyRequest request, String token, String proofKey) {
    Optional<DpopProof> parsed = DpopProof.parse(request.proof());
    if (parsed.isEmpty()) {
      return new Step.Stopped<>(Refusal.PROOF_INVALID);
    }
    DpopProof proof = parsed.get();
    boolean fits =
        proof.method().equals("GET")
            && origins.stream().anyMatch(o -> proof.address().equals(o + request.rawPath()))
            && isRecent(proof.issuedAt())
            && proof.covers(token)
            && proof.thumbprint().equals(proofKey);
    if (!fits) {
      return new Step.Stopped<>(Refusal.PROOF_INVALID);
    }
    if (nonceRequired && !proof.nonce().map(this::isOurs).orElse(false)) {
      return new Step.Stopped<>(Refusal.USE_DPOP_NONCE);
    }
    if (!proof.signatureHolds(ellipticCurves)) {
      return new Step.Stopped<>(Refusal.PROOF_INVALID);
    }
    // Hashed: the id is the client's text, and this becomes part of a Redis key.
    return new Step.Passed<>(
        Hmac.sign(Secret.copyOf(bytes("proof")), proofKey + "\n" + proof.id()));
  }

  /** The nonce to send along, or empty where none is asked for. */
  Optional<String> nonce() {
    return nonceRequired ? Optional.of(nonceOf(window())) : Optional.empty();
  }

  private boolean isRecent(Instant issued) {
    Instant now = clock.instant();
    return !issued.isAfter(now.plus(Skew.ALLOWED))
        && issued.plus(MAX_AGE).plus(Skew.ALLOWED).isAfter(now);
  }

  private boolean isOurs(String nonce) {
    return nonce.equals(nonceOf(window())) || nonce.equals(nonceOf(window() - 1));
  }

  private long window() {
    return clock.instant().getEpochSecond() / NONCE_LIFE.toSeconds();
  }

  private String nonceOf(long window) {
    return Hmac.sign(nonceKey, "reelkey:dpop-nonce\n" + window);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
