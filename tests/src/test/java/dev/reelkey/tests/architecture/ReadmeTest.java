package dev.reelkey.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tables and the code say the same. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<Pattern> SETTINGS =
      List.of(
          Pattern.compile(
              "\"((?:PLAYBACK|TRANSCODER|KEY_SERVER|REELKEY|S3|REDIS)_[A-Z0-9_]+"
                  + "|PUBLIC_URL|MEDIA_URL|TRUSTED_PROXIES|TLS_PASSWORD)\""),
          // AccessIssuerConfig writes its names so.
          Pattern.compile("PREFIX \\+ \"([A-Z_]+)\""));
  private static final List<Pattern> PROBLEMS =
      List.of(
          Pattern.compile("new Problem\\(\\s*\\d+,\\s*\"(\\w+)\""),
          Pattern.compile("refuse\\(\\s*\\d+,\\s*\"(\\w+)\""),
          Pattern.compile("(?:unavailable|badRequest)\\(\\s*\"(\\w+)\""));
  private static final Pattern REFUSAL = Pattern.compile("(?m)^  ([A-Z_]+)\\(\\d+, ?\\s*\"");

  @Test
  void everySettingIsInTheTableAndNothingElse() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      collect(SETTINGS.get(0), text, "", named);
      if (file.endsWith("AccessIssuerConfig.java")) {
        collect(SETTINGS.get(1), text, "ACCESS_", named);
      }
    }

    assertThat(firstColumn("## Settings")).isEqualTo(named);
  }

  @Test
  void everyProblemIsInTheTableAndNothingElse() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      PROBLEMS.forEach(pattern -> collect(pattern, text, "", codes));
      if (file.endsWith("release/Refusal.java")) {
        REFUSAL
            .matcher(text)
            .results()
            .forEach(m -> codes.add(m.group(1).toLowerCase(Locale.ROOT)));
      }
    }

    assertThat(codes).hasSizeGreaterThan(50);
    assertThat(firstColumn("## Problems")).isEqualTo(codes);
  }

  private static void collect(Pattern pattern, String text, String prefix, Set<String> into) {
    Matcher match = pattern.matcher(text);
    while (match.find()) {
      into.add(prefix + match.group(1));
    }
  }

  /** What stands in back quotes at the start of the rows of a section's table. */
  private static Set<String> firstColumn(String heading) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String section = readme.substring(readme.indexOf(heading) + heading.length());
    section = section.substring(0, Math.max(section.indexOf("\n## "), 0));
    Set<String> names = new TreeSet<>();
    Pattern.compile("(?m)^\\| `(\\w+)`")
        .matcher(section)
        .results()
        .forEach(m -> names.add(m.group(1)));
    return names;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> tree = Files.walk(ROOT, 20)) {
      return tree.filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }
}
