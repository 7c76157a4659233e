package dev.reelkey.core.token;

import java.util.Arrays;
import java.util.Optional;

/** What an access token may do. */
public enum Scope {
  VIDEOS_WRITE("videos:write"),
  VIDEOS_READ("videos:read"),
  PLAYBACK_START("playback:start"),
  SESSIONS_REVOKE("sessions:revoke"),
  KEYS_ADMIN("keys:admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** Empty for a scope of somebody else's. */
  public static Optional<Scope> find(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
