package dev.reelkey.keyserver.release;

import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.session.RevokedSessions;
import dev.reelkey.core.token.EdgeTokenVerifier;
import dev.reelkey.core.token.Hkdf;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.keyserver.audit.AuditLog;
import dev.reelkey.keyserver.keyring.KeyringCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Puts the key request together from what it works on. */
public record ReleaseParts(
    KeyringCache keyrings,
    RevokedSessions revoked,
    Redis redis,
    AuditLog audit,
    Holding holding,
    RandomIds ids,
    Clock clock,
    MeterRegistry metrics) {

  /**
   * How requests are judged.
   *
   * @param issuer the exact {@code iss} of playback tokens
   * @param origins PUBLIC_URL and MEDIA_URL, for the address in DPoP proofs
   * @param storeLimit after which the session store counts as silent
   * @param nonceRequired whether DPoP proofs need a nonce of ours
   */
  public record Rules(
      String issuer,
      Set<URI> origins,
      boolean nonceRequired,
      Duration storeLimit,
      Pace pace,
      Pace degradedPace,
      ClientAddress addresses) {
    public Rules {
      origins = Set.copyOf(origins);
    }
  }

  /**
   * What requests are verified with.
   *
   * @param shared by all key-servers, so that each takes the others' nonces
   */
  public record Keys(PublicKeys playback, MacKeys edge, MacKeys natives, Secret shared) {}

  /** The handler of key paths. */
  public KeyRequestHandler handler(Rules rules, Keys keys, Provider ellipticCurves) {
    ProofCheck proofs =
        new ProofCheck(
            rules.origins(), rules.nonceRequired(), nonceKey(keys), ellipticCurves, clock);
    PlaybackTokens tokens =
        new PlaybackTokens(keys.playback(), rules.issuer(), ellipticCurves, clock);
    LocalAdmission local = new LocalAdmission(rules.degradedPace(), clock);
    RedisAdmission store =
        new RedisAdmission(redis, rules.storeLimit(), rules.pace(), clock, local);
    KeyRelease release =
        new KeyRelease(
            new EdgeTokenVerifier(keys.edge(), clock),
            new Identification(keys.natives(), tokens, proofs),
            keyrings,
            revoked,
            new FallbackAdmission(store, local, clock),
            holding,
            audit,
            new ReleaseEvents(clock),
            ids);
    return new KeyRequestHandler(release, proofs, rules.addresses(), metrics);
  }

  private static Secret nonceKey(Keys keys) {
    byte[] label = "dpop-nonce".getBytes(StandardCharsets.UTF_8);
    return Secret.copyOf(Hkdf.derive(keys.shared().reveal(), new byte[0], label, 32));
  }
}
