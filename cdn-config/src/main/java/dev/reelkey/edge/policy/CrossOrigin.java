package dev.reelkey.edge.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What other origins may read.
 *
 * @param apiOrigins exact origins that read the edge's own refusals below {@code /v1}; what the
 *     services answer carries the services' own list
 */
public record CrossOrigin(
    List<String> exposedHeaders, List<String> requestHeaders, List<String> apiOrigins) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

  public CrossOrigin {
    exposedHeaders = List.copyOf(exposedHeaders);
    requestHeaders = List.copyOf(requestHeaders);
    apiOrigins = List.copyOf(apiOrigins);
    if (!apiOrigins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw new IllegalArgumentException("an origin is a scheme, a host and perhaps a port");
    }
  }
}
