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
import java.util.Optional;

/**
 * Sends a segment, or a part of one: from memory, while there is room, and what is too large for
 * that straight through from the store.
 */
final class ObjectResponse {
  private static final int LARGEST_KEPT = 16 << 20;

  private final MediaObjects objects;
  private final TransferBudget budget;
  private final StraightTransfer straight = new StraightTransfer();

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
    ByteRange.Asked asked = ByteRange.read(validators.range(exchange), size);
    if (asked.kind() == ByteRange.Kind.OUTSIDE) {
      refuse(exchange, size);
    } else {
      ByteRange range = asked.range().orElse(new ByteRange(0, size - 1));
      answer(exchange, new Part(path, range, size, asked.kind()));
    }
  }

  /**
   * What is to be sent.
   *
   * @param size of the whole object
   */
  private record Part(MediaPath path, ByteRange range, long size, ByteRange.Kind kind) {
    boolean isWhole() {
      return kind == ByteRange.Kind.WHOLE;
    }
  }

  private void answer(HttpServerExchange exchange, Part part) throws IOException {
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      putHeaders(exchange, part);
      exchange.endExchange();
    } else if (part.range().length() <= LARGEST_KEPT) {
      sendFromMemory(exchange, part);
    } else if (!straight.send(exchange, part.range().length(), () -> open(exchange, part))) {
      throw busy();
    }
  }

  private ObjectStream open(HttpServerExchange exchange, Part part) {
    ObjectStream stream = open(part);
    putHeaders(exchange, part);
    return stream;
  }

  private ObjectStream open(Part part) {
    Optional<String> asked = part.isWhole() ? Optional.empty() : Optional.of(part.range().asked());
    return objects.stream(part.path().objectName(), asked).orElseThrow(ObjectResponse::missing);
  }

  private static void putHeaders(HttpServerExchange exchange, Part part) {
    MediaHeaders.put(exchange, part.path(), MediaHeaders.entityTag(part.path()));
    exchange.setResponseContentLength(part.range().length());
    if (!part.isWhole()) {
      exchange.setStatusCode(206);
      exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, part.range().of(part.size()));
    }
  }

  /** Frees the store's connection at once and the worker soon, however slow the reader is. */
  private void sendFromMemory(HttpServerExchange exchange, Part part) {
    int length = (int) part.range().length();
    if (!budget.take(length)) {
      throw busy();
    }
    boolean read = false;
    byte[] body;
    try {
      body = read(open(part), length);
      read = true;
    } finally {
      if (!read) {
        budget.giveBack(length);
      }
    }
    putHeaders(exchange, part);
    PatientTransfer.send(exchange, body, () -> budget.giveBack(length));
  }

  private static byte[] read(ObjectStream stream, int length) {
    boolean whole = false;
    try {
      byte[] body = stream.body().readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the store sent less than it said");
      }
      stream.body().close();
      whole = true;
      return body;
    } catch (IOException e) {
      throw new StorageUnavailableException("reading media", e);
    } finally {
      if (!whole) {
        stream.abort().run();
      }
    }
  }

  private static void refuse(HttpServerExchange exchange, long size) {
    exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, "bytes */" + size);
    new Problem(416, "range_outside", "The range lies outside the object.").sendTo(exchange);
  }

  private static ProblemException missing() {
    return new ProblemException(Problem.notFound());
  }

  private static ProblemException busy() {
    return new ProblemException(
        Problem.unavailable("origin_busy", "Too much is being sent already; try again shortly."));
  }
}
