package dev.reelkey.keyserver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads answers. */
public final class Answers {
  private Answers() {}

  static HttpResponse<byte[]> of(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<byte[]> answer) {
    return Json.parse(answer.body(), JsonNode.class);
  }

  /** Status and code of a problem document, for example {@code 403 token_mismatch}. */
  public static String problem(HttpResponse<byte[]> answer) {
    if (answer.statusCode() < 400) {
      return Integer.toString(answer.statusCode());
    }
    String type = answer.headers().firstValue("Content-Type").orElse("none");
    return type.equals("application/problem+json")
        ? answer.statusCode() + " " + json(answer).path("code").asText()
        : answer.statusCode() + " " + type;
  }
}
