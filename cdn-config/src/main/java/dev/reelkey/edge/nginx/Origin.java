package dev.reelkey.edge.nginx;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instances of one service; all speak one scheme, and under TLS all answer to one name. Keys
 * and access tokens pass here, so plain HTTP is for loopback only.
 */
public record Origin(String scheme, List<String> authorities) {
  private static final Pattern URL =
      Pattern.compile("(https?)://((?:[a-z0-9.-]+|\\[[0-9a-f:]+])(?::[0-9]{1,5})?)/?");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:127(?:\\.[0-9]{1,3}){3}|\\[::1]|localhost)(?::[0-9]{1,5})?");

  public Origin {
    authorities = List.copyOf(authorities);
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("a service has at least one address");
    }
    if ("http".equals(scheme) && !authorities.stream().allMatch(Origin::isLoopback)) {
      throw new IllegalArgumentException("plain http is for loopback only; use https");
    }
    // nginx checks the certificates of one upstream against one name.
    if ("https".equals(scheme) && authorities.stream().map(Origin::host).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "all https instances of a service have one host name, with different ports or several"
              + " addresses in DNS");
    }
  }

  /** Reads one base URL, or several of one scheme with commas between. */
  public static Origin parse(String text) {
    List<Matcher> matches = Arrays.stream(text.split(",", -1)).map(URL::matcher).toList();
    if (!matches.stream().allMatch(Matcher::matches)) {
      throw new IllegalArgumentException(
          "an origin is a URL without a path, as http://127.0.0.1:8080");
    }
    if (matches.stream().map(match -> match.group(1)).distinct().count() != 1) {
      throw new IllegalArgumentException("all instances of a service speak one scheme");
    }
    return new Origin(
        matches.get(0).group(1), matches.stream().map(match -> match.group(2)).toList());
  }

  private static boolean isLoopback(String authority) {
    return LOOPBACK.matcher(authority).matches();
  }

  static String host(String authority) {
    return authority.replaceAll(":[0-9]{1,5}$", "");
  }

  boolean isTls() {
    return "https".equals(scheme);
  }

  /** With its port, which nginx does not take from the scheme of an upstream. */
  String server(String authority) {
    boolean named = authority.matches(".*:[0-9]{1,5}");
    return named ? authority : authority + (isTls() ? ":443" : ":80");
  }
}
