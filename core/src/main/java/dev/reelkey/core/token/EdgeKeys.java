package dev.reelkey.core.token;

import dev.reelkey.core.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The key ids of one edge while they rotate: accepted first, then signing, then retired. */
public interface EdgeKeys {
  /** The id under which paths are signed now, {@code edgeId-n}. */
  String current();

  /** All ids under which a path that still lives may have been signed, and the next one. */
  Set<String> accepted();

  /** Ids that never change: the first signs, all are accepted. */
  static EdgeKeys fixed(List<String> ids) {
    String first = ids.get(0);
    Set<String> all = Set.copyOf(ids);
    return new EdgeKeys() {
      @Override
      public String current() {
        return first;
      }

      @Override
      public Set<String> accepted() {
        return all;
      }
    };
  }

  /**
   * The keys of the accepted ids.
   *
   * @param derive {@link TokenMaster#edgeKey} or {@link TokenMaster#nativeKey}
   */
  default MacKeys keys(Function<String, Secret> derive) {
    return id -> accepted().contains(id) ? Optional.of(derive.apply(id)) : Optional.empty();
  }
}
