package dev.reelkey.playback.opening;

import dev.reelkey.core.token.Tier;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operator allows.
 *
 * @param shortest a session lives so long, or twice the video's length
 * @param longest but never longer than this
 * @param floor the weakest tier that may be opened
 * @param maxStreams sessions of one viewer that may fetch keys at one time
 * @param nativeMaxHeight tallest rendition for native sessions, pixels of the shorter side
 */
public record SessionPolicy(
    Duration shortest, Duration longest, Tier floor, int maxStreams, int nativeMaxHeight) {

  /** The tier of a request that names none: bearer, or what the floor or its proof key asks for. */
  Tier usual(boolean hasProofKey) {
    return floor == Tier.DPOP || hasProofKey ? Tier.DPOP : Tier.BEARER;
  }

  /** A request may raise the tier, never go below the floor; tiers are ordered strongest first. */
  boolean allows(Tier tier) {
    return tier.ordinal() <= floor.ordinal();
  }

  Duration life(double durationSeconds) {
    Duration twice = Duration.ofMillis((long) (durationSeconds * 2_000));
    Duration life = twice.compareTo(shortest) > 0 ? twice : shortest;
    return life.compareTo(longest) > 0 ? longest : life;
  }

  Optional<Integer> maxHeight(Tier tier) {
    return tier == Tier.NATIVE ? Optional.of(nativeMaxHeight) : Optional.empty();
  }
}
