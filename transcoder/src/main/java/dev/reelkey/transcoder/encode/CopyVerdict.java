package dev.reelkey.transcoder.encode;

/**
 * Whether the source's own picture may be the top rung, as far as its packets tell.
 *
 * @param obstacle why not, empty when nothing stands against it
 * @param reorderDelay frames between decoding and display
 */
public record CopyVerdict(String obstacle, int reorderDelay) {
  public boolean possible() {
    return obstacle.isEmpty();
  }
}
