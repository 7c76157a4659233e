package dev.reelkey.edge.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Everything that all edges must agree on; {@code policy.json} is its text.
 *
 * @param headers constant headers of every answer
 * @param strictTransport the Strict-Transport-Security header, sent under TLS only
 * @param trustedProxies networks whose X-Forwarded-For names the client
 */
public record EdgePolicy(
    Grammar grammar,
    EdgeToken edgeToken,
    List<Route> routes,
    Limits limits,
    CacheTimes cache,
    CrossOrigin crossOrigin,
    Map<String, String> headers,
    String strictTransport,
    List<String> trustedProxies) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  public EdgePolicy {
    routes = List.copyOf(routes);
    headers = Map.copyOf(headers);
    trustedProxies = List.copyOf(trustedProxies);
    if (routes.stream().map(Route::name).distinct().count() != routes.size()) {
      throw new IllegalArgumentException("two routes have one name");
    }
  }

  /** Reads a policy; a member that is missing, unknown or doubled is an error. */
  public static EdgePolicy parse(String json) {
    try {
      return JSON.readValue(json, EdgePolicy.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("the edge policy cannot be read", e);
    }
  }

  /** The policy that this build ships. */
  public static EdgePolicy shipped() {
    try (InputStream in = EdgePolicy.class.getResourceAsStream("/policy.json")) {
      if (in == null) {
        throw new IllegalStateException("policy.json is not on the class path");
      }
      return JSON.readValue(in, EdgePolicy.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped edge policy cannot be read", e);
    }
  }

  /** The same policy with other limits. */
  public EdgePolicy with(Limits other) {
    return new EdgePolicy(
        grammar,
        edgeToken,
        routes,
        other,
        cache,
        crossOrigin,
        headers,
        strictTransport,
        trustedProxies);
  }
}
