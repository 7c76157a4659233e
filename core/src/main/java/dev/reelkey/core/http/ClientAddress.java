package dev.reelkey.core.http;

import dev.reelkey.core.config.Settings;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the address of a client. {@code X-Forwarded-For} counts only as far as listed proxies wrote
 * it: read from the right, the first address that is no listed proxy.
 *
 * @param trustedProxies their addresses, as text; none by default
 */
public record ClientAddress(Set<String> trustedProxies) {
  // Nothing that could be a host name: reading an address asks no name server.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]{1,44}");

  // Some proxies write the port too; around an IPv6 address there are brackets then (RFC 7239, 6).
  private static final Pattern HOP =
      Pattern.compile(
          "([0-9.]+)(?::[0-9]{1,5})?|\\[([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)\\](?::[0-9]{1,5})?");

  public ClientAddress {
    trustedProxies =
        trustedProxies.stream()
            .map(text -> canonical(text).orElseThrow(IllegalArgumentException::new))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads {@code TRUSTED_PROXIES}: addresses, with commas between them. */
  public static ClientAddress read(Settings settings) {
    return new ClientAddress(
        settings.parse(
            "TRUSTED_PROXIES",
            Set.of(),
            "must be IP addresses with commas between them",
            ClientAddress::addresses));
  }

  /** The client's address as text; what its proxy says of it where that is no address. */
  public String of(HttpServerExchange exchange) {
    String peer = exchange.getSourceAddress().getAddress().getHostAddress();
    String client = peer;
    List<String> hops = forwarded(exchange);
    for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(client); i--) {
      String hop = hops.get(i);
      Optional<String> address = canonical(withoutPort(hop));
      if (address.isEmpty()) {
        // Not the proxy's own: all clients that it cannot name would be one.
        return client + " for " + hop;
      }
      client = address.get();
    }
    return client;
  }

  private static List<String> forwarded(HttpServerExchange exchange) {
    HeaderValues values = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    List<String> hops = new ArrayList<>();
    if (values != null) {
      values.forEach(
          value -> Arrays.stream(value.split(",", -1)).map(String::strip).forEach(hops::add));
    }
    return hops;
  }

  private static String withoutPort(String hop) {
    Matcher match = HOP.matcher(hop);
    if (!match.matches()) {
      return hop;
    }
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static Set<String> addresses(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(each -> canonical(each.strip()).orElseThrow(IllegalArgumentException::new))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** IPv6 has many spellings of one address; empty where the text is no address. */
  private static Optional<String> canonical(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getHostAddress());
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
