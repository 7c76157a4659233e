package dev.reelkey.core.http;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessTokenVerifier;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.SetHeaderHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.xnio.Options;

/** A running listener with the limits that keep slow and broken clients from hurting others. */
public final class HttpServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 10_000;
  private static final String STRICT_TRANSPORT = "Strict-Transport-Security";
  // RFC 6797: for a year, as the edge says it.
  private static final String ONLY_TLS = "max-age=31536000; includeSubDomains";

  private final Undertow undertow;
  private final GracefulShutdownHandler graceful;

  private HttpServer(Undertow undertow, GracefulShutdownHandler graceful) {
    this.undertow = undertow;
    this.graceful = graceful;
  }

  /**
   * Starts listening.
   *
   * @param bind port 0 takes a free one
   * @param tls empty for plain HTTP, which belongs on loopback or behind a proxy
   */
  public static HttpServer start(
      InetSocketAddress bind,
      Optional<SSLContext> tls,
      Routes routes,
      AccessTokenVerifier accessTokens,
      RandomIds ids) {
    return start(bind, tls, edge(routes, accessTokens, ids, BodyDeadline.USUAL));
  }

  /** From the IO thread to the routes. */
  static HttpHandler edge(
      Routes routes, AccessTokenVerifier accessTokens, RandomIds ids, Duration bodyLimit) {
    HttpHandler router = new Router(new AccessCheck(accessTokens)).build(routes);
    HttpHandler requests = new RequestId(ids, new Guard(router));
    HttpHandler worker =
        exchange -> {
          UnreadBody.guard(exchange, bodyLimit);
          requests.handleRequest(exchange);
        };
    return new JsonBuffering(new BlockingHandler(worker), bodyLimit);
  }

  static HttpServer start(InetSocketAddress bind, Optional<SSLContext> tls, HttpHandler edge) {
    GracefulShutdownHandler graceful = new GracefulShutdownHandler(edge);
    Undertow.Builder builder = limits(Undertow.builder()).setHandler(graceful);
    if (tls.isPresent()) {
      builder
          .addHttpsListener(bind.getPort(), bind.getHostString(), tls.get())
          .setHandler(new SetHeaderHandler(graceful, STRICT_TRANSPORT, ONLY_TLS));
    } else {
      builder.addHttpListener(bind.getPort(), bind.getHostString());
    }
    Undertow undertow = builder.build();
    undertow.start();
    return new HttpServer(undertow, graceful);
  }

  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Lets running requests end, for at most ten seconds. */
  @Override
  public void close() {
    graceful.shutdown();
    try {
      graceful.awaitShutdown(DRAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
  }

  private static Undertow.Builder limits(Undertow.Builder builder) {
    return builder
        .setWorkerThreads(64)
        // Undertow's own limit is a million: far more than there is memory for.
        .setSocketOption(Options.CONNECTION_HIGH_WATER, CONNECTIONS)
        .setSocketOption(Options.CONNECTION_LOW_WATER, CONNECTIONS)
        // The API's routes set their own limit on bodies; the upload counts as it reads.
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16 * 1024)
        .setServerOption(UndertowOptions.MAX_HEADERS, 64)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, 32)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 5_000)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 15_000)
        .setServerOption(UndertowOptions.IDLE_TIMEOUT, 30_000)
        .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, 5_000)
        .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
        .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
        .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, false);
  }
}
