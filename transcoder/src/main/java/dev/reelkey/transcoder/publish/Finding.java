package dev.reelkey.transcoder.publish;

/**
 * A rule that a result breaks.
 *
 * @param rule its id, such as {@code D10}
 * @param what for the log: ids and numbers only
 */
public record Finding(String rule, String what) {}
