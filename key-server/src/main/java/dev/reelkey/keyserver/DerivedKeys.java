package dev.reelkey.keyserver;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.MacKeys;
import dev.reelkey.core.token.PublicKeys;
import dev.reelkey.keyserver.release.ReleaseParts;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The MAC keys that playback-api derives for the key-server, as a file hands them over: {@code
 * {"edge":{"main-1":"…"},"native":{"1":"…"}}}, base64url. The token master stays where it is.
 *
 * @param edge by edge key id
 * @param natives by number, the part of an edge key id behind its hyphen
 */
record DerivedKeys(Map<String, Secret> edge, Map<String, Secret> natives) {
  private static final int KEY_BYTES = 32;

  DerivedKeys {
    edge = Map.copyOf(edge);
    natives = Map.copyOf(natives);
  }

  /**
   * Reads the file's content.
   *
   * @throws IllegalArgumentException if it is not of that form or names no edge key
   */
  static DerivedKeys parse(Secret content) {
    try {
      Body body = Json.parse(content.reveal(), Body.class);
      if (body == null || body.edge() == null || body.edge().isEmpty()) {
        throw new IllegalArgumentException("no edge key");
      }
      Map<String, String> natives = body.nativeKeys() == null ? Map.of() : body.nativeKeys();
      return new DerivedKeys(decoded(body.edge()), decoded(natives));
    } catch (UncheckedIOException malformed) {
      throw new IllegalArgumentException("not the JSON of derived keys");
    }
  }

  /** What key requests are verified with. */
  ReleaseParts.Keys with(PublicKeys playback) {
    Map<String, Secret> all = new TreeMap<>(natives);
    all.putAll(edge);
    Secret shared = all.values().iterator().next();
    return new ReleaseParts.Keys(
        playback,
        MacKeys.of(edge),
        id -> Optional.ofNullable(natives.get(id.substring(id.lastIndexOf('-') + 1))),
        shared);
  }

  private record Body(
      Map<String, String> edge, @JsonProperty("native") Map<String, String> nativeKeys) {
    @Override
    public String toString() {
      return "Body(redacted)";
    }
  }

  private static Map<String, Secret> decoded(Map<String, String> keys) {
    return keys.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> decoded(each.getValue())));
  }

  private static Secret decoded(String text) {
    Secret key = Secret.copyOf(Base64.getUrlDecoder().decode(text));
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("a derived key has 32 bytes");
    }
    return key;
  }
}
