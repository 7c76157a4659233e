package dev.reelkey.standalone.run;

import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessIssuer;
import dev.reelkey.core.token.AccessIssuerConfig;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.signin.DevelopmentSignIn;
import dev.reelkey.standalone.signin.OneTimeCode;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may come in: the operator's identity provider and, on loopback alone, our own issuer. */
final class Entrance {
  private final AccessTokenVerifier verifier;
  private final Routes routes;
  private final URI publicUrl;
  private final Optional<OneTimeCode> code;

  private Entrance(
      AccessTokenVerifier verifier, Routes routes, URI publicUrl, Optional<OneTimeCode> code) {
    this.verifier = verifier;
    this.routes = routes;
    this.publicUrl = publicUrl;
    this.code = code;
  }

  /** Told before anything is started. */
  static void requireIssuer(StandaloneConfig config, Configs configs) {
    if (!config.isDevelopment() && configs.provider().isEmpty()) {
      throw new UserFaultException(
          "Beyond this machine there is no development sign-in;"
              + " name your identity provider by ACCESS_ISSUER and ACCESS_JWKS_URL.");
    }
  }

  static Entrance open(
      StandaloneConfig config,
      Configs configs,
      Secrets secrets,
      RandomIds ids,
      Clock clock,
      SignInScreen screen) {
    List<AccessIssuer> issuers = new ArrayList<>();
    configs.provider().map(AccessIssuerConfig::open).ifPresent(issuers::add);
    Routes routes = new Routes(Cors.only(Set.of()));
    Optional<OneTimeCode> code = Optional.empty();
    if (config.isDevelopment()) {
      DevelopmentIssuer issuer = new DevelopmentIssuer(secrets.developmentKey(), clock);
      issuers.add(issuer.asIssuer());
      OneTimeCode first =
          new OneTimeCode(ids, next -> screen.next(link(configs.publicUrl(), "/", next)));
      routes.include(new DevelopmentSignIn(first, issuer, clock).routes());
      code = Optional.of(first);
    }
    AccessTokenVerifier verifier = new AccessTokenVerifier(issuers, clock);
    return new Entrance(verifier, routes, configs.publicUrl(), code);
  }

  AccessTokenVerifier verifier() {
    return verifier;
  }

  Routes routes() {
    return routes;
  }

  /** The address of a page, with the code in its fragment, which no browser sends anywhere. */
  URI signInUrl(String path) {
    return code.map(current -> link(publicUrl, path, current.reveal()))
        .orElseGet(() -> publicUrl.resolve(path));
  }

  private static URI link(URI publicUrl, String path, String code) {
    return publicUrl.resolve(path + "#code=" + code);
  }
}
