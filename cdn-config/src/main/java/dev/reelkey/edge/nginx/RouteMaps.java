package dev.reelkey.edge.nginx;

import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Route;
import dev.reelkey.edge.policy.RouteKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lines of nginx maps that the policy's routes and lists become. */
final class RouteMaps {
  private final EdgePolicy policy;

  RouteMaps(EdgePolicy policy) {
    this.policy = policy;
  }

  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("routes", each(route -> regexLine(route.path(), route.name())));
    values.put("methods", each(RouteMaps::methodLines));
    values.put("method_lists", each(RouteMaps::methodList));
    values.put("guarded", each(RouteMaps::guardLine));
    values.put("cache_control", each(this::cacheLines));
    values.put("sids", sessionLines());
    values.put(
        "api_origins",
        policy.crossOrigin().apiOrigins().stream()
            .map(origin -> line("\"" + origin + "\" \"" + origin + "\""))
            .collect(Collectors.joining()));
    values.put("cors.exposed", String.join(", ", policy.crossOrigin().exposedHeaders()));
    values.put("cors.request_headers", String.join(", ", policy.crossOrigin().requestHeaders()));
    return values;
  }

  private String each(Function<Route, String> lines) {
    return policy.routes().stream().map(lines).collect(Collectors.joining());
  }

  private String regexLine(String path, String value) {
    return line("\"~" + policy.grammar().regex(path) + "\" " + value);
  }

  private static String methodLines(Route route) {
    return route.methods().stream()
        .map(method -> line("\"" + route.name() + " " + method + "\" allowed"))
        .collect(Collectors.joining());
  }

  private static String methodList(Route route) {
    boolean preflight = route.methods().contains("OPTIONS") || route.kind() == RouteKind.PAGE;
    String methods = String.join(", ", route.methods());
    return line(route.name() + " \"" + methods + (preflight ? "" : ", OPTIONS") + "\"");
  }

  private static String guardLine(Route route) {
    return route.kind().needsEdgeToken() ? line(route.name() + " $rk_verdict") : "";
  }

  private String cacheLines(Route route) {
    if (route.kind().neverStored()) {
      return line("\"~^" + route.name() + " \" no-store");
    }
    if (route.kind() != RouteKind.MEDIA) {
      return "";
    }
    return line(
            "\"~^" + route.name() + " (?:200|206|304)$\" \"" + policy.cache().mediaControl() + "\"")
        + line("\"~^" + route.name() + " \" no-store");
  }

  private String sessionLines() {
    String token = policy.grammar().expand("/t/" + policy.edgeToken().form() + "/");
    String session = policy.grammar().expand("/v1/sessions/(?<sid>{session})(?:/|$)");
    return List.of(token, session).stream()
        .map(regex -> line("\"~^" + regex + "\" $sid"))
        .collect(Collectors.joining());
  }

  private static String line(String text) {
    return "    " + text + ";\n";
  }
}
