package dev.reelkey.keyserver.release;

import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.PlaybackClaims;
import dev.reelkey.core.token.Tier;
import java.util.Optional;

/** Steps 3 to 6 of the key request: who asks, proven by the request alone. */
final class Identification {
  private final MacKeys nativeKeys;
  private final PlaybackTokens tokens;
  private final ProofCheck proofs;

  Identification(MacKeys nativeKeys, PlaybackTokens tokens, ProofCheck proofs) {
    this.nativeKeys = nativeKeys;
    this.tokens = tokens;
    this.proofs = proofs;
  }

  Step<Viewer> identify(KeyRequest request, EdgeToken edge) {
    Credential credential = request.credential();
    if (credential == null) {
      return byPath(request, edge);
    }
    Step<PlaybackClaims> checked = tokens.check(credential.token(), request.path(), edge);
    if (checked instanceof Step.Stopped<PlaybackClaims> stopped) {
      return new Step.Stopped<>(stopped.why());
    }
    PlaybackClaims claims = ((Step.Passed<PlaybackClaims>) checked).value();
    return switch (claims.tier()) {
      // A native session has no tokens of its own.
      case NATIVE -> new Step.Stopped<>(Refusal.SCHEME_MISMATCH);
      case BEARER ->
          credential.proven()
              ? new Step.Stopped<>(Refusal.SCHEME_MISMATCH)
              : new Step.Passed<>(viewer(claims, "", ""));
      case DPOP -> byProof(request, credential, claims);
    };
  }

  private Step<Viewer> byPath(KeyRequest request, EdgeToken edge) {
    MediaPath path = request.path();
    Optional<Secret> key = nativeKeys.find(edge.keyId());
    if (key.isEmpty() || !edge.nativeMacHolds(key.get(), path.video(), path.generation())) {
      return new Step.Stopped<>(Refusal.TOKEN_MISSING);
    }
    return new Step.Passed<>(new Viewer(edge.session(), null, Tier.NATIVE, 0, "", ""));
  }

  private Step<Viewer> byProof(KeyRequest request, Credential credential, PlaybackClaims claims) {
    String proofKey = claims.proofKey();
    if (!credential.proven() || proofKey == null) {
      return new Step.Stopped<>(Refusal.SCHEME_MISMATCH);
    }
    Step<String> proof = proofs.check(request, credential.token(), proofKey);
    if (proof instanceof Step.Stopped<String> stopped) {
      return new Step.Stopped<>(stopped.why());
    }
    return new Step.Passed<>(viewer(claims, proofKey, ((Step.Passed<String>) proof).value()));
  }

  private static Viewer viewer(PlaybackClaims claims, String proofKey, String proofHash) {
    Integer maxHeight = claims.maxHeight();
    return new Viewer(
        claims.session(),
        claims.viewer(),
        claims.tier(),
        maxHeight == null ? 0 : maxHeight,
        proofKey,
        proofHash);
  }
}
