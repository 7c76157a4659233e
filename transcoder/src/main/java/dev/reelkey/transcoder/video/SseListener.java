package dev.reelkey.transcoder.video;

import io.undertow.server.handlers.sse.ServerSentEventConnection;

/** Hands events to one connection. */
final class SseListener implements VideoEvents.Listener {
  private final ServerSentEventConnection connection;

  SseListener(ServerSentEventConnection connection) {
    this.connection = connection;
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void event(String name, String data) {
    connection.send(data, name, null, null);
  }

  /** Ends after what is queued has been sent. */
  @Override
  public void end() {
    connection.shutdown();
  }
}
