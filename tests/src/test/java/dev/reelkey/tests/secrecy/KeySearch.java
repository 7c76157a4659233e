package dev.reelkey.tests.secrecy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a key in a file in any form that it is usually written in (KEY-4). */
final class KeySearch {
  private final Set<String> forms = new LinkedHashSet<>();

  void add(byte[] key) {
    String hex = HexFormat.of().formatHex(key);
    forms.addAll(
        List.of(
            new String(key, ISO_8859_1),
            hex,
            hex.toUpperCase(java.util.Locale.ROOT),
            Base64.getEncoder().withoutPadding().encodeToString(key),
            Base64.getUrlEncoder().withoutPadding().encodeToString(key)));
  }

  Optional<String> firstIn(Path file) throws IOException {
    String content = new String(Files.readAllBytes(file), ISO_8859_1);
    return new ArrayList<>(forms)
        .stream().filter(content::contains).findFirst().map(form -> file + " holds a key");
  }
}
