package dev.reelkey.edge.nginx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one address an edge answers on. */
public record Listen(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:]+]|\\*):([0-9]{1,5})");

  public Listen {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a port is 1 to 65535");
    }
  }

  /** Reads {@code address:port}; {@code *} means every IPv4 address. */
  public static Listen parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("--listen is an address and a port, as 127.0.0.1:8443");
    }
    return new Listen(match.group(1), Integer.parseInt(match.group(2)));
  }

  public boolean isLoopback() {
    return host.startsWith("127.") || "[::1]".equals(host);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
