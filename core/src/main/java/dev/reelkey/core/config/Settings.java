package dev.reelkey.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads named settings and collects every fault, so that one start tells them all. A message states
 * the rule and never the value: values of this kind have leaked secrets.
 */
public final class Settings {
  private final Map<String, String> values;
  private final Set<String> known = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  public Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  public String text(String name, String fallback) {
    return find(name).orElse(fallback);
  }

  public String requiredText(String name) {
    return find(name)
        .orElseGet(
            () -> {
              fault(name, "must be set");
              return "";
            });
  }

  public Optional<String> find(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  public int integer(String name, int fallback, int min, int max) {
    return (int) number(name, fallback, min, max);
  }

  public long number(String name, long fallback, long min, long max) {
    return parse(
        name,
        fallback,
        "must be a whole number from " + min + " to " + max,
        text -> {
          long value = Long.parseLong(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** Accepts {@code 30s}, {@code 5m}, {@code 4h}. */
  public Duration duration(String name, Duration fallback) {
    return parse(
        name,
        fallback,
        "must be a duration such as 30s, 5m or 4h",
        text -> Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT)));
  }

  public boolean flag(String name, boolean fallback) {
    return parse(
        name,
        fallback,
        "must be true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** An absolute http or https address. */
  public URI uri(String name, URI fallback) {
    return parse(name, fallback, "must be an absolute http or https address", Settings::webAddress);
  }

  /** Any other kind of value; {@code rule} completes the sentence "NAME …". */
  public <T> T parse(String name, T fallback, String rule, Function<String, T> parser) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return parser.apply(text.get().strip());
    } catch (RuntimeException malformed) {
      fault(name, rule);
      return fallback;
    }
  }

  public void fault(String name, String rule) {
    faults.add(name + " " + rule);
  }

  /**
   * Ends the reading.
   *
   * @param prefixes settings that begin so and that nobody asked for are faults too
   * @throws BadSettingsException with every fault found
   */
  public void finish(String... prefixes) {
    values.keySet().stream()
        .filter(name -> Arrays.stream(prefixes).anyMatch(name::startsWith))
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> fault(name, "is not a setting; see the table in README.md"));
    if (!faults.isEmpty()) {
      throw new BadSettingsException(faults);
    }
  }

  private static URI webAddress(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null
          || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        throw new IllegalArgumentException();
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
