package dev.reelkey.standalone.remote;

import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command sends its requests and by what token: {@code REELKEY_URL}, {@code
 * REELKEY_MANAGEMENT_URL} and {@code REELKEY_TOKEN} where they are set, else the process that runs
 * on the data directory.
 *
 * @param secrets opened only where a token is to be made
 */
public record Aim(
    Map<String, String> environment,
    Optional<Running> running,
    Supplier<Secrets> secrets,
    Clock clock) {
  private static final String URL = "REELKEY_URL";
  private static final String MANAGEMENT_URL = "REELKEY_MANAGEMENT_URL";
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String TOKEN = "REELKEY_TOKEN";

  /** The same subject as the page's sign-in, so that both see the same videos. */
  private static final String SUBJECT = "developer";

  private static final Duration LIFE = Duration.ofMinutes(10);

  /** The public API, with these scopes where the token is our own. */
  public Remote api(Set<Scope> scopes) {
    return address(URL)
        .map(address -> new Remote(address, this::givenToken))
        .orElseGet(() -> new Remote(local().apiUrl(), local().certificates(), ownToken(scopes)));
  }

  /** Where people open its pages. */
  public URI pages() {
    return address(URL).orElseGet(() -> local().publicUrl());
  }

  /** The management listener, where keys are administered. */
  public Remote management() {
    if (address(URL).isPresent() && find(MANAGEMENT_URL).isEmpty()) {
      throw new UserFaultException(
          "Keys are administered on the management listener; set " + MANAGEMENT_URL + " too.");
    }
    return address(MANAGEMENT_URL)
        .map(address -> new Remote(address, this::givenToken))
        .orElseGet(() -> new Remote(local().managementUrl(), ownToken(Set.of(Scope.KEYS_ADMIN))));
  }

  private Running local() {
    return running.orElseThrow(
        () ->
            new UserFaultException(
                "No Reelkey is running on this data directory; start one with 'reelkey up',"
                    + " name its directory by --data DIR, or set "
                    + URL
                    + "."));
  }

  private Supplier<String> ownToken(Set<Scope> scopes) {
    if (!local().development()) {
      return this::givenToken;
    }
    DevelopmentIssuer issuer = new DevelopmentIssuer(secrets.get().developmentKey(), clock);
    return () -> issuer.issue(SUBJECT, scopes, LIFE);
  }

  private String givenToken() {
    return find(TOKEN)
        .orElseThrow(
            () -> new UserFaultException("Set " + TOKEN + " to an access token of that system."));
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private Optional<URI> address(String name) {
    return find(name).map(text -> address(name, text));
  }

  private static URI address(String name, String text) {
    try {
      URI address = new URI(text.strip());
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException malformed) {
      throw wrong(name, malformed);
    }
    throw wrong(name, null);
  }

  private static UserFaultException wrong(String name, @Nullable Throwable cause) {
    return new UserFaultException(name + " is an address such as https://video.example.", cause);
  }
}
