package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import io.undertow.server.HttpServerExchange;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Query parameters of the admin API; each may stand once. */
final class QueryFlags {
  private QueryFlags() {}

  /** False where it is absent; anything but true and false is refused. */
  static boolean flag(HttpServerExchange exchange, String name) {
    return switch (text(exchange, name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed();
    };
  }

  static int number(HttpServerExchange exchange, String name, int fallback, int max) {
    try {
      int value = text(exchange, name).map(Integer::parseInt).orElse(fallback);
      if (value < 1 || value > max) {
        throw malformed();
      }
      return value;
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  static Optional<String> text(HttpServerExchange exchange, String name) {
    Map<String, Deque<String>> all = exchange.getQueryParameters();
    Deque<String> values = all.get(name);
    if (values == null) {
      return Optional.empty();
    }
    if (values.size() != 1) {
      throw malformed();
    }
    return Optional.of(values.getFirst());
  }

  static ProblemException malformed() {
    return new ProblemException(
        Problem.badRequest("query_malformed", "A query parameter is not of its form."));
  }
}
