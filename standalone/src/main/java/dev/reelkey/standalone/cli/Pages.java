package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.standalone.remote.Remote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a list of the API to its end, page by page. */
final class Pages {
  private final Remote api;

  Pages(Remote api) {
    this.api = api;
  }

  /**
   * All members of the list.
   *
   * @param member the name of the list in each answer
   * @param filters query parameters; those without a value are left out
   */
  List<JsonNode> all(String path, String member, Map<String, @Nullable String> filters) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(path + query(filters, cursor));
      page.path(member).forEach(all::add);
      cursor = page.path("next_cursor").asText("");
    } while (!cursor.isEmpty());
    return all;
  }

  private static String query(Map<String, @Nullable String> filters, String cursor) {
    List<String> parts =
        filters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + encoded(String.valueOf(each.getValue())))
            .collect(Collectors.toCollection(ArrayList::new));
    if (!cursor.isEmpty()) {
      parts.add("cursor=" + encoded(cursor));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
