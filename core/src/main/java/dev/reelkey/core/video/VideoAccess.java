package dev.reelkey.core.video;

import java.util.List;

/**
 * Who besides the owner may open a session for themselves.
 *
 * @param viewers subjects of access tokens; {@code *} stands for every authenticated one
 */
public record VideoAccess(List<String> viewers) {
  public static final VideoAccess OWNER_ONLY = new VideoAccess(List.of());

  public VideoAccess {
    viewers = List.copyOf(viewers);
  }

  public boolean allows(String subject) {
    return viewers.contains("*") || viewers.contains(subject);
  }
}
