package dev.reelkey.core.telemetry;

import dev.reelkey.core.http.Access;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.util.Headers;
import java.util.Map;
import java.util.Set;

/** {@code /livez}, {@code /readyz} and {@code /metrics}, which every process has. */
public final class ManagementRoutes {
  private ManagementRoutes() {}

  public static Routes of(Health health, PrometheusMeterRegistry metrics) {
    Access operators = Access.anybody("the management listener is for operators only");
    return new Routes(Cors.only(Set.of()))
        .get("/livez", operators, e -> Json.send(e, 200, Map.of("status", "alive")))
        .get(
            "/readyz",
            operators,
            e -> {
              Map<String, Boolean> answers = health.ask();
              Json.send(e, answers.containsValue(false) ? 503 : 200, Map.of("checks", answers));
            })
        .get(
            "/metrics",
            operators,
            e -> {
              e.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4");
              e.getResponseSender().send(metrics.scrape());
            });
  }
}
