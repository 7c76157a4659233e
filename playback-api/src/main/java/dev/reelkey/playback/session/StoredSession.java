package dev.reelkey.playback.session;

/**
 * A session and what has happened to it since it was opened.
 *
 * @param refresh number of the current refresh token
 * @param address the client address a native session is bound to; empty text before it is
 */
public record StoredSession(Session session, boolean revoked, long refresh, String address) {}
