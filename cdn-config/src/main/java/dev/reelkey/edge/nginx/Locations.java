package dev.reelkey.edge.nginx;

import dev.reelkey.edge.policy.EdgePolicy;
import dev.reelkey.edge.policy.Route;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One nginx location for each route, and one upstream for each service. */
final class Locations {
  private final EdgePolicy policy;
  private final Gateway gateway;

  Locations(EdgePolicy policy, Gateway gateway) {
    this.policy = policy;
    this.gateway = gateway;
  }

  Map<String, String> values() {
    return Map.of(
        "locations",
        policy.routes().stream().map(this::location).collect(Collectors.joining("\n")),
        "upstreams",
        gateway.origins().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> upstream(nameOf(entry.getKey()), entry.getValue()))
            .collect(Collectors.joining()));
  }

  private String location(Route route) {
    Map<String, String> values = new HashMap<>();
    values.put("route", route.name());
    values.put("burst", Integer.toString(policy.limits().burst(route.kind())));
    values.put("inactive", Integer.toString(policy.cache().inactiveDays()));
    values.put("body", Long.toString(policy.limits().uploadBodyBytes()));
    values.put("forward", forward(route));
    String kind = route.kind().name().toLowerCase(Locale.ROOT);
    return Template.load("locations/" + kind + ".conf").fill(values) + "\n";
  }

  private String forward(Route route) {
    Origin origin = origin(route.upstream());
    String authority = origin.authorities().get(0);
    String plain =
        Template.load("locations/forward.conf")
            .fill(
                Map.of(
                    "scheme", origin.scheme(),
                    "upstream", nameOf(route.upstream()),
                    "authority", authority));
    if (!origin.isTls()) {
      return plain;
    }
    return plain
        + "\n"
        + Template.load("locations/forward-tls.conf")
            .fill(
                Map.of(
                    "name", Origin.host(authority),
                    "authorities", gateway.upstreamAuthorities().toString()));
  }

  private Origin origin(Route.Upstream upstream) {
    Origin origin = gateway.origins().get(upstream);
    if (origin == null) {
      throw new IllegalArgumentException("no origin for " + upstream);
    }
    return origin;
  }

  private static String upstream(String name, Origin origin) {
    // A lone instance is always tried: to wait for it would only lengthen an outage.
    String failures = origin.authorities().size() == 1 ? " max_fails=0" : "";
    String servers =
        origin.authorities().stream()
            .map(authority -> "    server " + origin.server(authority) + failures + ";\n")
            .collect(Collectors.joining());
    // The services close what was idle for 15 s; a request on its way just then is lost.
    String idle = "    keepalive 64;\n    keepalive_timeout 10s;\n";
    return "  upstream " + name + " {\n" + servers + idle + "  }\n";
  }

  private static String nameOf(Route.Upstream upstream) {
    return upstream.name().toLowerCase(Locale.ROOT);
  }
}
