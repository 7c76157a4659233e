package dev.reelkey.keyserver.kek;

import dev.reelkey.core.secret.Secret;
import java.util.List;

/**
 * The key-encryption key: wraps the 32-byte keys of keyrings and never leaves its holder. Versions
 * count from 1; new wraps use the active one, older ones only open.
 */
public interface Kek {
  /** The versions that are here, ascending. */
  List<Integer> versions();

  int active();

  /** The lowest version that may open anything; lower ones are destroyed. */
  int minimum();

  /** Whether this instance holds what its source says now; without that it is not ready. */
  boolean isCurrent();

  /** Wraps under the active version; the caller has put that version into the associated data. */
  byte[] wrap(int version, Secret key, byte[] associatedData);

  /**
   * Opens a wrapped key.
   *
   * @throws KekVersionMissingException if that version is not here
   * @throws SealBrokenException if it does not open
   */
  Secret unwrap(int version, byte[] wrapped, byte[] associatedData);

  /**
   * Adds a version and makes it the active one; both survive a crash or neither does.
   *
   * @return the new version
   */
  int rotate();

  /**
   * Destroys every version below and never takes one of them again.
   *
   * @param minimum at most the active version
   */
  void destroyBelow(int minimum);
}
