package dev.reelkey.core.http;

import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.BlockingHttpExchange;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Ends an exchange whose body nobody has read. Undertow's own way reads the rest on the worker
 * thread, for as long as the client pleases; here the IO thread does, and not for ever.
 */
final class UnreadBody implements BlockingHttpExchange {
  private final HttpServerExchange exchange;
  private final BlockingHttpExchange streams;
  private final Duration limit;

  private UnreadBody(HttpServerExchange exchange, BlockingHttpExchange streams, Duration limit) {
    this.exchange = exchange;
    this.streams = streams;
    this.limit = limit;
  }

  /** Takes the place of what the exchange began to block with. */
  static void guard(HttpServerExchange exchange, Duration limit) {
    BlockingHttpExchange streams = exchange.startBlocking();
    exchange.startBlocking(new UnreadBody(exchange, streams, limit));
  }

  @Override
  public void close() throws IOException {
    if (exchange.isRequestComplete()) {
      streams.close();
      return;
    }
    BodyDeadline deadline = BodyDeadline.begin(exchange, limit);
    try {
      exchange.addExchangeCompleteListener(
          (ended, next) -> {
            deadline.close();
            next.proceed();
          });
    } catch (IllegalStateException over) {
      // The connection has gone, and the exchange ended with it.
      deadline.close();
      return;
    }
    if (!exchange.isResponseComplete()) {
      streams.getOutputStream().close();
    }
  }

  @Override
  public InputStream getInputStream() {
    return streams.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return streams.getOutputStream();
  }

  @Override
  public Sender getSender() {
    return streams.getSender();
  }

  @Override
  public Receiver getReceiver() {
    return streams.getReceiver();
  }
}
