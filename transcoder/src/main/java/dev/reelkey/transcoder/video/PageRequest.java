package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import io.undertow.server.HttpServerExchange;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Which page of a list is asked for.
 *
 * @param cursor where the last page ended; empty for the first
 */
record PageRequest(String cursor, int limit) {
  private static final Pattern CURSOR = Pattern.compile("[0-9]{13}-[a-z2-7]{26}");
  private static final int USUAL = 20;
  private static final int MOST = 100;

  static PageRequest of(HttpServerExchange exchange) {
    String cursor = value(exchange, "cursor", "");
    String limit = value(exchange, "limit", Integer.toString(USUAL));
    boolean fits = cursor.isEmpty() || CURSOR.matcher(cursor).matches();
    if (!fits || !limit.matches("[1-9][0-9]{0,2}") || Integer.parseInt(limit) > MOST) {
      throw new ProblemException(
          Problem.badRequest(
              "page_malformed", "Take cursor from the page before, and limit from 1 to 100."));
    }
    return new PageRequest(cursor, Integer.parseInt(limit));
  }

  private static String value(HttpServerExchange exchange, String name, String fallback) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null || values.isEmpty() ? fallback : values.getFirst();
  }
}
