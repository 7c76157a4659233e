package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.PlannedKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys that one task may use. */
public final class ContentKeys {
  private record Place(RenditionName rendition, int period) {}

  private final Map<Place, PlannedKey> keys = new HashMap<>();

  public ContentKeys(List<PlannedKey> keys) {
    keys.forEach(key -> this.keys.put(new Place(key.rendition(), key.period()), key));
  }

  /** The key of that id; that it is missing is a fault of the plan. */
  public PlannedKey of(KeyId id) {
    return keys.values().stream()
        .filter(key -> key.kid().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such key planned: " + id));
  }

  /** The key of a rendition in a period; that it is missing is a fault of the plan. */
  public PlannedKey of(RenditionName rendition, int period) {
    PlannedKey key = keys.get(new Place(rendition, period));
    if (key == null) {
      throw new IllegalStateException("no key planned for " + rendition + ", period " + period);
    }
    return key;
  }
}
