package dev.reelkey.transcoder.video;

import dev.reelkey.core.http.Problem;
import dev.reelkey.transcoder.upload.UploadRefusal;
import io.undertow.server.HttpServerExchange;

/** The one mapping from a refused upload to its problem. */
final class UploadProblems {
  // What a refused sender may still push before the connection is cut.
  private static final long DRAIN = 1 << 20;

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
    if (exchange.isRequestChannelAvailable()) {
      exchange.setMaxEntitySize(DRAIN);
    }
    problem.sendTo(exchange);
  }
}
