package dev.reelkey.tests.browser;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
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
}
