package dev.reelkey.tests.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An answer, however it was fetched.
 *
 * @param headers by their names, in any case
 */
record Answer(int status, Map<String, String> headers, String body) {
  Answer {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  static Answer of(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().get(0))),
        new String(response.body(), UTF_8));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
