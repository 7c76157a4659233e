package dev.reelkey.edge.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One kind of address that exists; an address without a route is refused.
 *
 * @param path the raw request target, in the words of the {@link Grammar}
 */
public record Route(
    String name, String path, List<String> methods, Upstream upstream, RouteKind kind) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,16}");

  public Route {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a route's name is 1 to 16 lower-case letters");
    }
    if (!path.startsWith("/") || methods.isEmpty()) {
      throw new IllegalArgumentException("a route has a path and methods: " + name);
    }
    methods = List.copyOf(methods);
  }

  /** The service that answers a route. */
  public enum Upstream {
    @JsonProperty("playback")
    PLAYBACK,
    @JsonProperty("keys")
    KEYS,
    @JsonProperty("transcoder")
    TRANSCODER
  }
}
