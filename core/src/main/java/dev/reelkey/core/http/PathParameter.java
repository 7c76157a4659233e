package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.util.Optional;
import java.util.function.Function;

/** Parameters of the route's path, taken from the match and never from the query. */
public final class PathParameter {
  private PathParameter() {}

  /** The parameter as an id; a malformed one answers 404, like an unknown one. */
  public static <T> T require(
      HttpServerExchange exchange, String name, Function<String, T> parser) {
    return find(exchange, name, parser).orElseThrow(() -> new ProblemException(Problem.notFound()));
  }

  /** Empty where the parameter is not of the form that {@code parser} accepts. */
  public static <T> Optional<T> find(
      HttpServerExchange exchange, String name, Function<String, T> parser) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String value = match == null ? null : match.getParameters().get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
