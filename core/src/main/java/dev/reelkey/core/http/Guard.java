package dev.reelkey.core.http;

import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.s3.StorageUnavailableException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outermost handler on a worker thread: framing rules, common headers, the last catch. */
final class Guard implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
  private static final HttpString REFERRER = new HttpString("Referrer-Policy");
  private static final HttpString RESOURCE_POLICY = new HttpString("Cross-Origin-Resource-Policy");
  private static final HttpString FRAME = new HttpString("X-Frame-Options");

  private final HttpHandler next;

  Guard(HttpHandler next) {
    this.next = next;
  }

  // The edge of the process: whatever comes up to here is answered and logged once.
  @SuppressWarnings("CatchAndPrintStackTrace")
  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(NOSNIFF, "nosniff");
    exchange.getResponseHeaders().put(REFERRER, "no-referrer");
    exchange.getResponseHeaders().put(RESOURCE_POLICY, "cross-origin");
    exchange.getResponseHeaders().put(FRAME, "DENY");
    exchange.addResponseCommitListener(Guard::endConnectionIfUnread);
    exchange.addDefaultResponseListener(Guard::endConnectionIfUnread);
    try {
      if (framingIsAmbiguous(exchange)) {
        exchange.setPersistent(false);
        Problem.badRequest("framing_malformed", "The request's framing is not acceptable.")
            .sendTo(exchange);
      } else {
        next.handleRequest(exchange);
      }
    } catch (ProblemException refusal) {
      answer(exchange, refusal.problem());
    } catch (StorageUnavailableException e) {
      LOG.warn("storage does not answer: {}", e.getMessage());
      answer(exchange, Problem.storageUnavailable());
    } catch (RedisUnavailableException e) {
      LOG.warn("redis does not answer: {}", e.getMessage());
      answer(exchange, Problem.redisUnavailable());
    } catch (IOException e) {
      LOG.debug("client went away", e);
      exchange.endExchange();
    } catch (Exception e) {
      LOG.error("request failed", e);
      answer(exchange, Problem.internal());
    }
  }

  /** Undertow reads an unread body to its end, however long that takes, to keep the connection. */
  private static boolean endConnectionIfUnread(HttpServerExchange exchange) {
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
    }
    return false;
  }

  /** Undertow decodes {@code Transfer-Encoding: xchunked} as chunked, and takes GET with a body. */
  private static boolean framingIsAmbiguous(HttpServerExchange exchange) {
    String encoding = exchange.getRequestHeaders().getFirst(Headers.TRANSFER_ENCODING);
    boolean read =
        switch (exchange.getRequestMethod().toString()) {
          case "GET", "HEAD", "OPTIONS" -> true;
          default -> false;
        };
    boolean body = encoding != null || exchange.getRequestContentLength() > 0;
    return (encoding != null && !"chunked".equals(encoding)) || (read && body);
  }

  private static void answer(HttpServerExchange exchange, Problem problem) {
    if (exchange.isResponseStarted()) {
      exchange.setPersistent(false);
      exchange.endExchange();
      return;
    }
    problem.sendTo(exchange);
  }
}
