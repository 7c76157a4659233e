package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What every refusal looks like: a problem document with a stable code that no cache keeps. */
final class Refused {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refused() {}

  static void with(HttpResponse<byte[]> answer, int status, String code) {
    with(Answer.of(answer), status, code);
  }

  /** Holds the answer against the one that is promised. */
  static void with(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.header("Cache-Control")).hasValue("no-store");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
    JsonNode problem = read(answer);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("type").asText()).isEqualTo("/problems/" + code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).endsWith(".");
    assertThat(answer.header("X-Request-ID")).hasValue(problem.path("instance").asText());
    if (status == 503) {
      assertThat(answer.header("Retry-After")).isPresent();
    }
  }

  static void toPlayer(HttpResponse<byte[]> answer, int status, String code) {
    toPlayer(Answer.of(answer), status, code);
  }

  /** The same where a player in any page must be able to read why: {@code /m} and {@code /t}. */
  static void toPlayer(Answer answer, int status, String code) {
    with(answer, status, code);
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  private static JsonNode read(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("no problem document: " + answer.body(), e);
    }
  }
}
