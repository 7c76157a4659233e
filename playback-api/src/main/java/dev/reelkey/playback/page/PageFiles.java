package dev.reelkey.playback.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's files, read from the class path when first asked for. */
final class PageFiles {
  private static final String FOLDER = "/page/";
  // No slash and no leading dot, so a name never leaves the folder.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,40}\\.([a-z]{2,4})");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> cache = new ConcurrentHashMap<>();

  /** Empty where the build has no such file: for the player library, where npm has not run. */
  Optional<PageFile> find(String name) {
    Matcher match = NAME.matcher(name);
    if (!match.matches()) {
      return Optional.empty();
    }
    String type = TYPES.get(match.group(1));
    if (type == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        cache.computeIfAbsent(
            name, key -> read(key).map(content -> new PageFile(type, content)).orElse(null)));
  }

  /** The content of a file that every build has. */
  static byte[] require(String name) {
    return read(name)
        .orElseThrow(() -> new IllegalStateException("the build left out page/" + name));
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading page/" + name, e);
    }
  }
}
