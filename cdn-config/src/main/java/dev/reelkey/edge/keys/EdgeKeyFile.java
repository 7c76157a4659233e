package dev.reelkey.edge.keys;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.TokenMaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The keys one edge verifies paths with, as JSON from key id to base64url. They are derived from
 * the token master, which an edge never sees: it cannot sign for another edge or make manifests.
 */
public final class EdgeKeyFile {
  private static final Pattern KEY_ID = Pattern.compile("[a-z][a-z0-9]{0,15}-[1-9][0-9]{0,5}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Map<String, Secret> keys;

  public EdgeKeyFile(Map<String, Secret> keys) {
    this.keys = Map.copyOf(keys);
    if (keys.isEmpty() || !keys.keySet().stream().allMatch(id -> KEY_ID.matcher(id).matches())) {
      throw new IllegalArgumentException("a key id is an edge's name and a number, as main-1");
    }
  }

  /** Derives the keys with these ids from the master in the file: 32 bytes, raw or base64url. */
  public static EdgeKeyFile derive(Path masterFile, List<String> ids) throws IOException {
    TokenMaster master = new TokenMaster(master(Files.readAllBytes(masterFile)));
    Map<String, Secret> keys = new TreeMap<>();
    for (String id : ids) {
      if (!KEY_ID.matcher(id).matches()) {
        throw new IllegalArgumentException("a key id is an edge's name and a number, as main-1");
      }
      keys.put(id, master.edgeKey(id));
    }
    return new EdgeKeyFile(keys);
  }

  /** Refuses a file that nginx could not use, or that others may read. */
  public static void check(Path file) throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      throw new IllegalArgumentException("the file of edge keys must have mode 600");
    }
    Map<String, String> keys;
    try {
      keys = JsonMapper.builder().build().readValue(file.toFile(), new TypeReference<>() {});
    } catch (JacksonException e) {
      // The parser's message quotes the file, and the file is secret.
      throw new IllegalArgumentException("the file of edge keys is a JSON object of strings");
    }
    boolean valid =
        keys.entrySet().stream()
            .allMatch(
                entry ->
                    KEY_ID.matcher(entry.getKey()).matches()
                        && KEY.matcher(entry.getValue()).matches());
    if (keys.isEmpty() || !valid) {
      throw new IllegalArgumentException("every edge key is 32 bytes in base64url under its id");
    }
  }

  /** Replaces the file in one step; only its owner may read it, from its first byte on. */
  public void write(Path file) throws IOException {
    Map<String, String> text = new TreeMap<>();
    keys.forEach((id, key) -> text.put(id, base64url(key.reveal())));
    byte[] json = JsonMapper.builder().build().writeValueAsBytes(text);
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".edge-keys",
            ".json",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(fresh, json);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Secret master(byte[] content) {
    if (content.length == KEY_BYTES) {
      return Secret.copyOf(content);
    }
    String text = new String(content, StandardCharsets.US_ASCII).strip();
    if (!KEY.matcher(text).matches()) {
      throw new IllegalArgumentException("the token master is 32 bytes, raw or in base64url");
    }
    return Secret.copyOf(Base64.getUrlDecoder().decode(text));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
