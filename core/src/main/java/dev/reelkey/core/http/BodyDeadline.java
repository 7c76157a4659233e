package dev.reelkey.core.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Ends the connection of a body that is not there in time: IDLE_TIMEOUT never fires while a byte
 * comes now and then.
 */
final class BodyDeadline implements AutoCloseable {
  static final Duration USUAL = Duration.ofSeconds(10);

  private final XnioExecutor.Key timer;

  private BodyDeadline(XnioExecutor.Key timer) {
    this.timer = timer;
  }

  static BodyDeadline begin(HttpServerExchange exchange, Duration limit) {
    ServerConnection connection = exchange.getConnection();
    return new BodyDeadline(
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(connection), limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The body is there, or nobody waits for it any more. */
  @Override
  public void close() {
    timer.remove();
  }
}
