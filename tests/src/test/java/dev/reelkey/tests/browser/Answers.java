package dev.reelkey.tests.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Answers that a test puts in the server's place. */
final class Answers {
  private Answers() {}

  /** A problem document, as every service words it. */
  static void refuse(Route route, int status, String code) {
    refuse(route, status, code, "5");
  }

  static void refuse(Route route, int status, String code, String retryAfter) {
    route.fulfill(
        new FulfillOptions()
            .setStatus(status)
            .setHeaders(Map.of("Retry-After", retryAfter))
            .setContentType("application/problem+json")
            .setBody("{\"status\":" + status + ",\"code\":\"" + code + "\"}"));
  }

  /** The server's own answer with a playback token that says it ends soon. */
  static void shortLived(Route route, Duration life) {
    APIResponse answer = route.fetch();
    String soon = Instant.now().plus(life).toString();
    String body =
        answer
            .text()
            .replaceAll(
                "\"playback_token_expires_at\":\"[^\"]*\"",
                "\"playback_token_expires_at\":\"" + soon + "\"");
    route.fulfill(new FulfillOptions().setResponse(answer).setBody(body));
  }
}
