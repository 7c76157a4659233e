package dev.reelkey.playback.origin;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.s3.Bucket.ObjectStream;
import dev.reelkey.core.s3.StorageUnavailableException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Sends a segment, or a part of one: from memory where the budget has room, else straight through
 * from the store.
 */
final class ObjectResponse {
  private static final int PIECE = 32 * 1024;

  private static final int LARGEST_KEPT = 16 << 20;

  private final MediaObjects objects;
  private final TransferBudget budget;

  ObjectResponse(MediaObjects objects, TransferBudget budget) {
    this.objects = objects;
    this.budget = budget;
  }

  void send(HttpServerExchange exchange, MediaPath path) throws IOException {
    String name = path.objectName();
    long size = objects.size(name).orElseThrow(ObjectResponse::missing);
    Validators validators = new Validators(MediaHeaders.entityTag(path));
    if (validators.isKnownTo(exchange)) {
      MediaHeaders.notModified(exchange, validators.entityTag());
      return;
    }
    String header = exchange.getRequestHeaders().getFirst(Headers.RANGE);
    ByteRange.Asked asked =
        ByteRange.read(header != null && validators.allowRange(exchange) ? header : "", size);
    switch (asked.kind()) {
      case OUTSIDE -> refuse(exchange, size);
      case WHOLE -> transfer(exchange, path, new ByteRange(0, size - 1), Optional.empty());
      case PART -> {
        ByteRange range = asked.range().orElseThrow();
        exchange.setStatusCode(206);
        exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, range.of(size));
        transfer(exchange, path, range, Optional.of(range.asked()));
      }
    }
  }

  private void transfer(
      HttpServerExchange exchange, MediaPath path, ByteRange range, Optional<String> asked)
      throws IOException {
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      MediaHeaders.put(exchange, path, MediaHeaders.entityTag(path));
      exchange.setResponseContentLength(range.length());
      exchange.endExchange();
      return;
    }
    ObjectStream stream =
        objects.stream(path.objectName(), asked).orElseThrow(ObjectResponse::missing);
    MediaHeaders.put(exchange, path, MediaHeaders.entityTag(path));
    exchange.setResponseContentLength(range.length());
    if (range.length() <= LARGEST_KEPT && budget.take(range.length())) {
      sendFromMemory(exchange, stream, (int) range.length());
    } else {
      sendThrough(exchange, stream);
    }
  }

  /** Frees the store's connection at once and the worker soon, however slow the reader is. */
  private void sendFromMemory(HttpServerExchange exchange, ObjectStream stream, int length)
      throws IOException {
    byte[] body;
    try {
      body = stream.body().readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the store sent less than it said");
      }
      stream.body().close();
    } catch (IOException e) {
      budget.giveBack(length);
      stream.abort().run();
      throw new StorageUnavailableException("reading media", e);
    }
    PatientTransfer.send(exchange, body, () -> budget.giveBack(length));
  }

  private static void sendThrough(HttpServerExchange exchange, ObjectStream stream)
      throws IOException {
    boolean whole = false;
    try {
      OutputStream out = exchange.getOutputStream();
      copy(stream, out);
      out.close();
      whole = true;
    } finally {
      if (whole) {
        stream.body().close();
      } else {
        // Closing alone would read the rest of the object for nobody.
        stream.abort().run();
      }
    }
  }

  private static void copy(ObjectStream stream, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = stream.body().read(piece); n >= 0; n = stream.body().read(piece)) {
      out.write(piece, 0, n);
    }
  }

  private static void refuse(HttpServerExchange exchange, long size) {
    exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, "bytes */" + size);
    new Problem(416, "range_outside", "The range lies outside the object.").sendTo(exchange);
  }

  private static ProblemException missing() {
    return new ProblemException(Problem.notFound());
  }
}
