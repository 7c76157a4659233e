package dev.reelkey.edge.policy;

/** How an edge treats a route: what it stores, buffers and lets through. */
public enum RouteKind {
  /** Content keys: behind an edge token, never stored. */
  KEY,
  /** Media playlists and segments: behind an edge token, one stored object for all viewers. */
  MEDIA,
  /** What is made for one session: never stored. */
  PERSONAL,
  /** Bodies of many gigabytes: streamed through. */
  UPLOAD,
  /** Server-sent events: unbuffered and long. */
  EVENTS,
  /** Small JSON calls. */
  API,
  /** The player page and public documents. */
  PAGE;

  /** Whether only a good edge token opens the route. */
  public boolean needsEdgeToken() {
    return this == KEY || this == MEDIA;
  }

  /** Whether every answer is forbidden to all caches, whatever the service says. */
  public boolean neverStored() {
    return this == KEY || this == PERSONAL;
  }
}
