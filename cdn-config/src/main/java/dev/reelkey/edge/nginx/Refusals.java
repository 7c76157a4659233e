package dev.reelkey.edge.nginx;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The problem documents that the edge answers by itself; the services have their own. */
final class Refusals {
  private record Refusal(int status, String code, String title) {
    /** What comes after the name of the location; most are reached by name. */
    String location() {
      return switch (status) {
        // A request that cannot be parsed has no URI, and nginx refuses to name a location for it.
        case 400 -> "= /-/problem/400 {\n      internal;";
        // Found only when the headers of the good answer have been added.
        case 416 -> "@416 {\n      js_header_filter edge_token.forget;";
        default -> "@" + status + " {";
      };
    }
  }

  private static final List<Refusal> ALL =
      List.of(
          new Refusal(400, "$rk_bad_request", "$rk_bad_request_title"),
          new Refusal(403, "$rk_refusal", "$rk_refusal_title"),
          new Refusal(404, "not_found", "There is nothing here for you."),
          new Refusal(405, "method_not_allowed", "This route does not know that method."),
          new Refusal(413, "body_too_large", "The body is larger than this route takes."),
          new Refusal(416, "range_not_satisfiable", "The file has no such bytes."),
          new Refusal(429, "rate_limited", "Too many requests; wait as long as Retry-After says."),
          new Refusal(
              500,
              "internal_error",
              "Something went wrong on our side; quote the request id to support."),
          new Refusal(
              503, "origin_unavailable", "The service does not answer; try again shortly."));

  private Refusals() {}

  static Map<String, String> values() {
    Template template = Template.load("locations/problem.conf");
    return Map.of(
        "problems",
        ALL.stream()
            .map(
                refusal ->
                    template.fill(
                        Map.of(
                            "status",
                            Integer.toString(refusal.status()),
                            "code",
                            refusal.code(),
                            "title",
                            refusal.title(),
                            "location",
                            refusal.location())))
            .collect(Collectors.joining("\n")));
  }
}
