package dev.reelkey.core.http;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Map;
import java.util.TreeMap;

/** Turns route tables into one handler: CORS, {@code OPTIONS}, access check, then the handler. */
final class Router {
  private final AccessCheck accessCheck;

  Router(AccessCheck accessCheck) {
    this.accessCheck = accessCheck;
  }

  HttpHandler build(Routes routes) {
    // routing(false): with true, a query parameter can replace a path parameter.
    RoutingHandler exact = Handlers.routing(false);
    exact.setFallbackHandler(exchange -> Problem.notFound().sendTo(exchange));
    exact.setInvalidMethodHandler(Router::refuseMethod);
    PathHandler prefixes = Handlers.path(exact);
    Map<String, Cors> preflights = new TreeMap<>();
    for (Route row : routes.rows()) {
      HttpHandler guarded = guard(row);
      if (row.isPrefix()) {
        prefixes.addPrefixPath(
            row.template().substring(0, row.template().length() - 2), prefix(row, guarded));
      } else {
        exact.add(row.method(), row.template(), guarded);
        if ("GET".equals(row.method())) {
          exact.add(Methods.HEAD, row.template(), guarded);
        }
        preflights.put(row.template(), row.cors());
      }
    }
    preflights.forEach(
        (template, cors) -> exact.add(Methods.OPTIONS, template, e -> preflight(cors, e)));
    return prefixes;
  }

  private HttpHandler guard(Route row) {
    return exchange -> {
      row.cors().addTo(exchange);
      if (!row.access().scopes().isEmpty()) {
        accessCheck.require(exchange, row.access().scopes());
      }
      row.handler().handleRequest(exchange);
    };
  }

  private static HttpHandler prefix(Route row, HttpHandler guarded) {
    return exchange -> {
      String method = exchange.getRequestMethod().toString();
      if ("OPTIONS".equals(method)) {
        preflight(row.cors(), exchange);
      } else if (row.method().equals(method)
          || ("GET".equals(row.method()) && "HEAD".equals(method))) {
        guarded.handleRequest(exchange);
      } else {
        row.cors().addTo(exchange);
        refuseMethod(exchange);
      }
    };
  }

  private static void preflight(Cors cors, HttpServerExchange exchange) {
    cors.addTo(exchange);
    exchange.setStatusCode(204);
    exchange.endExchange();
  }

  private static void refuseMethod(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    new Problem(405, "method_not_allowed", "This route does not know that method.")
        .sendTo(exchange);
  }
}
