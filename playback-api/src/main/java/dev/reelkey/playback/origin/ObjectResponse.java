package dev.reelkey.playback.origin;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.layout.MediaPath;
import dev.reelkey.core.s3.Bucket.ObjectStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Sends a segment, or a part of one, straight through from the store. */
final class ObjectResponse {
  private static final int PIECE = 32 * 1024;

  private final MediaObjects objects;

  ObjectResponse(MediaObjects objects) {
    this.objects = objects;
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
    boolean whole = false;
    try {
      MediaHeaders.put(exchange, path, MediaHeaders.entityTag(path));
      exchange.setResponseContentLength(range.length());
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
