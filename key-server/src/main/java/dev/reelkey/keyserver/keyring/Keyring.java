package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All content keys of one generation.
 *
 * @param planDigest of the plan they were made for
 * @param created when the plan was made
 * @param sealed whether the transcoder has had its keys for the last time
 */
public record Keyring(
    String planDigest, Instant created, boolean sealed, Map<KeyId, KeyringEntry> entries) {
  public Keyring {
    entries = Map.copyOf(entries);
  }

  static Keyring of(
      String planDigest, Instant created, boolean sealed, List<KeyringEntry> entries) {
    return new Keyring(
        planDigest,
        created,
        sealed,
        entries.stream().collect(Collectors.toMap(KeyringEntry::kid, Function.identity())));
  }

  public Optional<KeyringEntry> find(KeyId kid) {
    return Optional.ofNullable(entries.get(kid));
  }

  /** The entries of some periods, both ends included. */
  public List<KeyringEntry> periods(int first, int last) {
    return entries.values().stream()
        .filter(each -> each.period() >= first && each.period() <= last)
        .toList();
  }

  Keyring asSealed() {
    return new Keyring(planDigest, created, true, entries);
  }

  @Override
  public String toString() {
    return "Keyring(" + entries.size() + " keys, sealed=" + sealed + ")";
  }
}
