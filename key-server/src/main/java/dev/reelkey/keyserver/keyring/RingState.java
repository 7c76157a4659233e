package dev.reelkey.keyserver.keyring;

/**
 * What a ring's highest revision tells without being opened.
 *
 * @param kekVersion 0 in a tombstone
 */
public record RingState(long revision, int kekVersion) {
  public boolean isShredded() {
    return kekVersion == 0;
  }
}
