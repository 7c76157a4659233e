package dev.reelkey.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.probe.ProbeRefusal;
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
  private static final Pattern SETTING =
      Pattern.compile(
          "\"((?:PLAYBACK|TRANSCODER|KEY_SERVER|REELKEY|S3|REDIS)_[A-Z0-9_]*[A-Z0-9]"
              + "|PUBLIC_URL|MEDIA_URL|TRUSTED_PROXIES|TLS_PASSWORD"
              + "|(?:MANAGEMENT_)?BEHIND_PROXY)\"");
  private static final Pattern PREFIX = Pattern.compile("PREFIX = \"([A-Z0-9_]+_)\"");
  private static final Pattern PREFIXED = Pattern.compile("\\w \\+ \"([A-Z][A-Z0-9_]{3,})\"");
  private static final Pattern FAILURE =
      Pattern.compile("new (?:VideoError|WorkFailedException)\\(\\s*\"(\\w+)\"");
  private static final List<Pattern> PROBLEMS =
      List.of(
          Pattern.compile("new Problem\\(\\s*\\d+,\\s*\"(\\w+)\""),
          Pattern.compile("refuse\\(\\s*\\d+,\\s*\"(\\w+)\""),
          Pattern.compile("(?:unavailable|badRequest)\\(\\s*\"(\\w+)\""));
  private static final Pattern REFUSAL = Pattern.compile("(?m)^  ([A-Z_]+)\\(\\d+, ?\\s*\"");

  @Test
  void everySettingIsInTheTableAndNothingElse() throws IOException {
    Set<String> named = new TreeSet<>();
    Set<String> processes = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      collect(SETTING, text, "", named);
      if (text.contains("ProcessConfig.read(settings, PREFIX")) {
        collect(PREFIX, text, "", processes);
      }
    }
    assertThat(processes).hasSize(3);
    for (Path file : sources()) {
      String text = Files.readString(file);
      Set<String> own = new TreeSet<>();
      collect(PREFIX, text, "", own);
      // A class without a prefix of its own is handed that of each process.
      for (String prefix : own.isEmpty() ? processes : own) {
        collect(PREFIXED, text, prefix, named);
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

  @Test
  void everyTitleInTheTableIsOneThatIsAnswered() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : sources()) {
      // One string, where a line was too short for it.
      all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
    }
    List<String> titles =
        Pattern.compile("(?m)^\\| `\\w+` \\| \\d+ \\| (.+) \\|$")
            .matcher(section("## Problems"))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(titles)
        .hasSameSizeAs(firstColumn("## Problems"))
        .allSatisfy(title -> assertThat(all).contains("\"" + title + "\""));
  }

  @Test
  void everyCodeOfAFailedVideoIsInTheTableAndNothingElse() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path file : sources()) {
      collect(FAILURE, Files.readString(file), "", codes);
    }
    for (ProbeRefusal each : ProbeRefusal.values()) {
      codes.add(each.code());
    }
    for (MediaFailure each : MediaFailure.values()) {
      codes.add(each.code());
    }
    // Such work is taken up again and fails no video.
    codes.remove(MediaFailure.STOPPED.code());

    Set<String> told = new TreeSet<>();
    Pattern.compile("(?m)^\\|.*")
        .matcher(section("## Failed videos"))
        .results()
        .forEach(row -> collect(Pattern.compile("`([a-z_]+)`"), row.group(), "", told));
    assertThat(told).isEqualTo(codes);
  }

  private static void collect(Pattern pattern, String text, String prefix, Set<String> into) {
    Matcher match = pattern.matcher(text);
    while (match.find()) {
      into.add(prefix + match.group(1));
    }
  }

  /** What stands in back quotes at the start of the rows of a section's table. */
  private static Set<String> firstColumn(String heading) throws IOException {
    Set<String> names = new TreeSet<>();
    collect(Pattern.compile("(?m)^\\| `(\\w+)`"), section(heading), "", names);
    return names;
  }

  private static String section(String heading) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String section = readme.substring(readme.indexOf(heading) + heading.length());
    return section.substring(0, Math.max(section.indexOf("\n## "), 0));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> tree = Files.walk(ROOT, 20)) {
      return tree.filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }
}
