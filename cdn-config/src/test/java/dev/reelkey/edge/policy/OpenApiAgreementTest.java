package dev.reelkey.edge.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TOK-6: the edge lets through what the interface describes, and nothing besides")
class OpenApiAgreementTest {
  private static final Path DOCUMENT =
      Path.of(
          System.getProperty("basedir", "."), "../playback-api/src/main/resources/openapi.yaml");
  private static final Pattern LINE =
      Pattern.compile("^  (/[^ :]*):|^    (get|post|put|delete|patch):");

  /** For development on one machine: what others reach must not have it. */
  private static final Set<String> KEPT_INSIDE = Set.of("/v1/dev/sign-in");

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "sid",
          "a".repeat(34),
          "edgeToken",
          "e1.main-1.1900000000." + "a".repeat(34) + "." + "A".repeat(43),
          "manifestToken",
          "m1.1.1900000000." + "a".repeat(34) + "." + "A".repeat(43),
          "rendition",
          "v720",
          "file",
          "000001-abcdefgh.ts",
          "name",
          "hls.worker.js");

  private record Operation(String method, String path) {}

  private final List<Operation> operations = new ArrayList<>();
  private final EdgePolicy policy = EdgePolicy.shipped();

  @BeforeEach
  void readDocument() throws IOException {
    assumeTrue(Files.exists(DOCUMENT), "the interface is described beside this module");
    String path = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher match = LINE.matcher(line);
      if (match.find()) {
        path = match.group(1) == null ? path : match.group(1);
        if (match.group(2) != null) {
          operations.add(new Operation(match.group(2).toUpperCase(Locale.ROOT), path));
        }
      }
    }
    assertThat(operations).hasSizeGreaterThan(10);
  }

  @Test
  void everyDescribedOperationHasARoute() {
    for (Operation operation : operations) {
      Optional<Route> route = routeOf(example(operation.path()));
      if (KEPT_INSIDE.contains(operation.path())) {
        assertThat(route).as(operation.path()).isEmpty();
      } else {
        assertThat(route).as(operation.toString()).isPresent();
        assertThat(route.get().methods()).as(operation.toString()).contains(operation.method());
      }
    }
  }

  @Test
  void noRouteOrMethodIsOpenThatIsNotDescribed() {
    Map<String, Set<String>> described = new TreeMap<>();
    for (Operation operation : operations) {
      routeOf(example(operation.path()))
          .ifPresent(
              route ->
                  described
                      .computeIfAbsent(route.name(), name -> new TreeSet<>())
                      .add(operation.method()));
    }
    // The document names playlists and segments by one path.
    described.put("playlist", Set.of("GET"));

    Map<String, Set<String>> open = new TreeMap<>();
    for (Route route : policy.routes()) {
      Set<String> methods = new TreeSet<>(route.methods());
      methods.removeAll(Set.of("OPTIONS", "HEAD"));
      open.put(route.name(), methods);
    }
    assertThat(open).isEqualTo(described);
  }

  private Optional<Route> routeOf(String path) {
    return policy.routes().stream()
        .filter(route -> Pattern.matches(policy.grammar().regex(route.path()), path))
        .findFirst();
  }

  private static String example(String template) {
    return Pattern.compile("\\{([A-Za-z]+)}")
        .matcher(template)
        .replaceAll(name -> EXAMPLES.getOrDefault(name.group(1), "a".repeat(26)));
  }
}
