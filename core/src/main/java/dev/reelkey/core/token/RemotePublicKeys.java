package dev.reelkey.core.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys behind a JWKS address, kept for five minutes, refreshed ahead, and used for four hours
 * more while the address does not answer. Unknown key ids cause at most one fetch in 30 s.
 */
public final class RemotePublicKeys implements PublicKeys {
  private static final Logger LOG = LoggerFactory.getLogger(RemotePublicKeys.class);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;
  private static final int MAX_BYTES = 256 * 1024;
  private static final long RATE_LIMIT_MILLIS = 30_000;
  private static final long OUTAGE_MILLIS = 4 * 3_600_000L;

  private final JWKSource<SecurityContext> source;
  private volatile boolean reachable;

  public RemotePublicKeys(URI address) {
    try {
      this.source =
          JWKSourceBuilder.create(address.toURL(), new Retriever())
              .rateLimited(RATE_LIMIT_MILLIS)
              .refreshAheadCache(true)
              .outageTolerant(OUTAGE_MILLIS)
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("a JWKS address is an http or https address", e);
    }
  }

  /** Fetches in the background, so that the first request need not wait. */
  public RemotePublicKeys prefetched() {
    Thread fetch = new Thread(this::prefetch, "jwks-prefetch");
    fetch.setDaemon(true);
    fetch.start();
    return this;
  }

  @Override
  public Optional<PublicKey> find(String keyId) {
    try {
      List<JWK> found =
          source.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(((AsymmetricJWK) found.get(0)).toPublicKey());
    } catch (RateLimitReachedException notFetchedNow) {
      if (!reachable) {
        throw new KeysUnavailableException("the JWKS address did not answer lately", notFetchedNow);
      }
      return Optional.empty();
    } catch (KeySourceException e) {
      throw new KeysUnavailableException("the JWKS address does not answer", e);
    } catch (com.nimbusds.jose.JOSEException | ClassCastException notAPublicKey) {
      return Optional.empty();
    }
  }

  private void prefetch() {
    try {
      // Any key: an id that is not there would cause a second fetch.
      source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
    } catch (KeySourceException e) {
      LOG.warn("public keys are not there yet: {}", e.getMessage());
    }
  }

  /** Remembers whether the address answered when it was last asked. */
  private final class Retriever extends DefaultResourceRetriever {
    Retriever() {
      super(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES);
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
      try {
        Resource answer = super.retrieveResource(url);
        reachable = true;
        return answer;
      } catch (IOException e) {
        reachable = false;
        throw e;
      }
    }
  }
}
