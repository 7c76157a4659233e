package dev.reelkey.edge.nginx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {{names}}} from the class path; a name without a value is an error. */
record Template(String text) {
  private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_.]+)}}");

  static Template load(String resource) {
    try (InputStream in = Template.class.getResourceAsStream("/nginx/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: nginx/" + resource);
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading nginx/" + resource, e);
    }
  }

  String fill(Map<String, String> values) {
    return NAME.matcher(text)
        .replaceAll(
            name -> {
              String value = values.get(name.group(1));
              if (value == null) {
                throw new IllegalArgumentException("the template asks for " + name.group(1));
              }
              return Matcher.quoteReplacement(value.stripTrailing());
            });
  }
}
