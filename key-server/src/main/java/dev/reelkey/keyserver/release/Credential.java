package dev.reelkey.keyserver.release;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Authorization header says: a playback token and how it is presented (RFC 6750, RFC
 * 9449).
 *
 * @param proven whether the scheme is DPoP
 */
record Credential(boolean proven, String token) {
  private static final Pattern FORM = Pattern.compile("(?i)(bearer|dpop) (.*)");

  /** Empty where there is no such header; a header of any other form is an empty token. */
  static Optional<Credential> of(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
    if (values == null) {
      return Optional.empty();
    }
    Matcher match = FORM.matcher(values.getFirst());
    if (values.size() != 1 || !match.matches()) {
      return Optional.of(new Credential(false, ""));
    }
    return Optional.of(new Credential("dpop".equalsIgnoreCase(match.group(1)), match.group(2)));
  }

  @Override
  public String toString() {
    return "Credential(redacted)";
  }
}
