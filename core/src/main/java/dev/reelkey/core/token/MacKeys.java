package dev.reelkey.core.token;

import dev.reelkey.core.secret.Secret;
import java.util.Map;
import java.util.Optional;

/** Where the MAC keys of path tokens come from, by edge key id ({@code edgeId-n}). */
public interface MacKeys {
  /** Empty where paths under that id are refused. */
  Optional<Secret> find(String edgeKeyId);

  /** Keys that never change. */
  static MacKeys of(Map<String, Secret> keys) {
    Map<String, Secret> copy = Map.copyOf(keys);
    return id -> Optional.ofNullable(copy.get(id));
  }
}
