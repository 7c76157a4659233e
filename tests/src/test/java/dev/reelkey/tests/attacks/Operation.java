package dev.reelkey.tests.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the described interface.
 *
 * @param scopes of which an access token must carry one; empty where the route asks for none
 */
record Operation(String method, String path, Set<String> scopes) {
  private static final Path DOCUMENT =
      Path.of(
          System.getProperty("basedir", "."), "../playback-api/src/main/resources/openapi.yaml");
  private static final Pattern LINE =
      Pattern.compile("^  (/[^ :]*):$|^    (get|post|put|delete|patch):$|^      security: (.*)$");
  private static final Pattern SCOPE = Pattern.compile("'([a-z]+:[a-z]+)'");

  Operation {
    scopes = Set.copyOf(scopes);
  }

  /** All of the document; an operation that does not say who may call it is an error. */
  static List<Operation> described() {
    List<Operation> operations = new ArrayList<>();
    String path = "";
    String method = "";
    for (String line : lines()) {
      Matcher match = LINE.matcher(line);
      if (!match.matches()) {
        continue;
      }
      if (match.group(1) != null) {
        path = match.group(1);
      } else if (match.group(2) != null) {
        requireSaid(method, path);
        method = match.group(2).toUpperCase(Locale.ROOT);
      } else {
        operations.add(new Operation(method, path, scopes(match.group(3))));
        method = "";
      }
    }
    requireSaid(method, path);
    return operations;
  }

  /** Whether it is about one video, job or session, which belongs to somebody. */
  boolean isAboutOne() {
    return path.contains("{");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static Set<String> scopes(String security) {
    Set<String> scopes = new HashSet<>();
    Matcher scope = SCOPE.matcher(security);
    while (scope.find()) {
      scopes.add(scope.group(1));
    }
    return scopes;
  }

  private static void requireSaid(String method, String path) {
    if (!method.isEmpty()) {
      throw new AssertionError(method + " " + path + " does not say who may call it");
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
