package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.secret.Secret;

/** The highest revision of a ring. */
public sealed interface StoredRing {
  long revision();

  /** The ring's content, opened. */
  record Live(long revision, int kekVersion, Secret content) implements StoredRing {}

  /** The tombstone; it stays for ever. */
  record Shredded(long revision) implements StoredRing {}
}
