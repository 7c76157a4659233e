package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Problem;
import dev.reelkey.transcoder.upload.UploadRefusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The one mapping from a refused upload to its problem. */
final class UploadProblems {
  // A connection that ends over unread bytes is reset, and the sender may never see the answer.
  private static final int DRAINED_BYTES = 1 << 20;
  private static final Duration DRAINED_TIME = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private UploadProblems() {}

  static Problem of(UploadRefusal why) {
    return switch (why) {
      case EMPTY -> Problem.badRequest("body_empty", "The upload is empty; send the file as body.");
      case TOO_LARGE ->
          new Problem(413, "upload_too_large", "The file is larger than this system accepts.");
      case TOO_SLOW ->
          new Problem(408, "upload_too_slow", "The upload was too slow and has been cut off.");
      case STORAGE_FULL ->
          new Problem(507, "storage_full", "There is no room for this file; tell the operator.");
      case INTERRUPTED ->
          Problem.badRequest("upload_interrupted", "The upload ended too early; send it again.");
    };
  }

  /** Answers while the body is unread or half read: the connection ends with it. */
  static void refuse(HttpServerExchange exchange, Problem problem) {
    exchange.setPersistent(false);
    // Who waits for leave to send has sent nothing, and reading would give that leave.
    if (!exchange.isRequestComplete() && !HttpContinue.requiresContinueResponse(exchange)) {
      exchange.addDefaultResponseListener(UploadProblems::drain);
    }
    problem.sendTo(exchange);
  }

  /** Called between the answer and the end of the connection. */
  private static boolean drain(HttpServerExchange exchange) {
    long end = System.nanoTime() + DRAINED_TIME.toNanos();
    byte[] piece = new byte[16 * 1024];
    int left = DRAINED_BYTES;
    try {
      InputStream body = exchange.getInputStream();
      int ready = body.available();
      while (ready >= 0 && left > 0 && System.nanoTime() < end) {
        if (ready == 0) {
          Thread.sleep(PAUSE.toMillis());
        } else {
          left -= Math.max(0, body.read(piece, 0, Math.min(ready, piece.length)));
        }
        ready = body.available();
      }
    } catch (IOException e) {
      // The sender has gone.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
