package dev.reelkey.core.s3;

/**
 * What a HEAD or LIST tells of an object.
 *
 * @param entityTag as the store gives it, with its quotes
 */
public record StoredObject(String name, long bytes, String entityTag) {}
