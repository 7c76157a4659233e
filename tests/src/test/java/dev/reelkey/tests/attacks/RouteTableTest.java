package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.http.Route;
import dev.reelkey.core.token.Scope;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.TokenForge;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that route requests against the document that describes them. */
@DisplayName("TOK-6: no route is open that is not described, and none is described in vain")
class RouteTableTest {
  /** For operators, on a listener of its own; the document describes the public one. */
  private static final Set<String> WITHOUT_TOKEN = Set.of("/livez", "/readyz", "/metrics");

  @TempDir private static Path data;
  private static Standalone standalone;
  private static TokenForge forge;

  @BeforeAll
  static void start() {
    standalone =
        Standalone.start(
            new StandaloneConfig(
                DataDirectory.at(data, Optional.empty()),
                new InetSocketAddress("127.0.0.1", 0),
                Optional.empty(),
                false,
                Map.of()),
            Clock.systemUTC(),
            new SecureRandom(),
            next -> {});
    forge = new TokenForge(data);
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void everyRouteIsDescribedWithItsScopes() {
    Set<String> described = new TreeSet<>();
    for (Operation operation : Operation.described()) {
      described.add(row(operation.method(), shape(operation.path()), operation.scopes()));
    }
    Set<String> routed = new TreeSet<>();
    for (Route route : standalone.publicRoutes().rows()) {
      routed.add(row(route.method(), shape(route.template()), scopes(route)));
    }

    assertThat(routed).isEqualTo(described);
  }

  @Test
  void noMethodAndTemplateStandsTwice() {
    for (List<Route> rows :
        List.of(standalone.publicRoutes().rows(), standalone.managementRoutes().rows())) {
      assertThat(rows.stream().map(each -> each.method() + " " + shape(each.template())))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void operatorsRoutesAskForTheirScopeAndAreNotPublic() {
    String others =
        Stream.of(Scope.values())
            .filter(scope -> scope != Scope.KEYS_ADMIN)
            .map(Scope::toString)
            .collect(Collectors.joining(" "));
    URI management = standalone.running().managementUrl();
    URI open = standalone.running().publicUrl();
    for (Route route : operatorsRoutes()) {
      assertThat(scopes(route)).as(route.template()).containsExactly("keys:admin");
      Refused.with(call(management, route, ""), 401, "token_missing");
      Refused.with(call(management, route, forge.access("owner", others)), 403, "scope_missing");
      Refused.with(call(open, route, forge.access("owner", "keys:admin")), 404, "not_found");
    }
  }

  private static List<Route> operatorsRoutes() {
    List<Route> routes =
        standalone.managementRoutes().rows().stream()
            .filter(each -> !WITHOUT_TOKEN.contains(each.template()))
            .toList();
    assertThat(routes).hasSizeGreaterThan(8);
    return routes;
  }

  private static java.net.http.HttpResponse<byte[]> call(URI server, Route route, String token) {
    String path = route.template().replaceAll("\\{[a-z]+}", "a".repeat(26));
    return new ApiClient(server, token).call(route.method(), path, "");
  }

  private static Set<String> scopes(Route route) {
    return route.access().scopes().stream().map(Scope::toString).collect(Collectors.toSet());
  }

  private static String row(String method, String path, Set<String> scopes) {
    return method + " " + path + " " + new TreeSet<>(scopes);
  }

  /** Without the names of parameters; what lies below {@code /t/} is one prefix to the router. */
  private static String shape(String template) {
    return template.startsWith("/t/") ? "/t/*" : template.replaceAll("\\{[A-Za-z]+}", "{}");
  }
}
