package dev.reelkey.playback.origin;

import io.undertow.io.AsyncSenderImpl;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;

/**
 * Writes a body from memory while no thread waits for its reader: a hundred slow readers would
 * otherwise hold every worker. Who reads slower than the minimum is cut off (WEB-1).
 */
final class PatientTransfer implements IoCallback {
  // A heap buffer is copied to a direct one at each write, so it is handed over in pieces.
  private static final int PIECE = 128 * 1024;
  private static final long MIN_BYTES_PER_SECOND = 16 * 1024;
  private static final long GRACE_SECONDS = 20;

  private final ByteBuffer body;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();

  private PatientTransfer(byte[] body, Runnable whenOver) {
    this.body = ByteBuffer.wrap(body);
    this.whenOver = whenOver;
  }

  /**
   * Sends the body and ends the exchange, now or after this call.
   *
   * @param whenOver runs once, however it ends
   */
  static void send(HttpServerExchange exchange, byte[] body, Runnable whenOver) {
    PatientTransfer transfer = new PatientTransfer(body, whenOver);
    long seconds = GRACE_SECONDS + body.length / MIN_BYTES_PER_SECOND;
    var deadline =
        exchange
            .getIoThread()
            .executeAfter(() -> transfer.cutOff(exchange), seconds, TimeUnit.SECONDS);
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          deadline.remove();
          transfer.end();
          next.proceed();
        });
    Sender sender = new AsyncSenderImpl(exchange);
    transfer.onComplete(exchange, sender);
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (!body.hasRemaining()) {
      exchange.endExchange();
      return;
    }
    int length = Math.min(PIECE, body.remaining());
    ByteBuffer piece = body.slice(body.position(), length);
    body.position(body.position() + length);
    sender.send(piece, this);
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException gone) {
    cutOff(exchange);
  }

  private void cutOff(HttpServerExchange exchange) {
    end();
    IoUtils.safeClose(exchange.getConnection());
    exchange.endExchange();
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      whenOver.run();
    }
  }
}
