package dev.reelkey.core.keyplan;

/** Answers a key plan: the digest under which key-server keeps it. */
public record KeyPlanDigest(String digest) {}
