package dev.reelkey.tests.browser;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;

/** Answers that a test puts in the server's place. */
final class Answers {
  private Answers() {}

  /** A problem document, as every service words it. */
  static void refuse(Route route, int status, String code) {
    route.fulfill(
        new FulfillOptions()
            .setStatus(status)
            .setContentType("application/problem+json")
            .setBody("{\"status\":" + status + ",\"code\":\"" + code + "\"}"));
  }
}
