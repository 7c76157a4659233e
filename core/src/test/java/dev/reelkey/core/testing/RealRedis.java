package dev.reelkey.core.testing;

import dev.reelkey.core.redis.Redis;
import dev.reelkey.core.redis.RedisConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import redis.embedded.RedisServer;

/** A real redis-server on a free port, the very binary that users of the standalone process get. */
public final class RealRedis implements AutoCloseable {
  private static final int OTHER_PORTS = 4;

  private final int port;
  private RedisServer server;

  private RealRedis(int port) {
    this.port = port;
    this.server = launch(port);
  }

  public static RealRedis start() {
    for (int others = 0; others < OTHER_PORTS; others++) {
      try {
        return new RealRedis(freePort());
      } catch (UncheckedIOException taken) {
        // Another process may be faster with a port that was free a moment ago.
      }
    }
    return new RealRedis(freePort());
  }

  public RedisConfig config() {
    return new RedisConfig("redis://127.0.0.1:" + port, Optional.empty());
  }

  /** A new client; the caller closes it. */
  public Redis open() {
    return Redis.open(config());
  }

  /** Says one line to the server, for example {@code CONFIG SET maxmemory 1}. */
  public void command(String line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      if (first != '+') {
        throw new IllegalStateException("Redis does not take it: " + line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server; clients see refused connections until {@link #startAgain}. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an empty server on the same port. */
  public void startAgain() {
    server = launch(port);
  }

  @Override
  public void close() {
    stop();
  }

  private static RedisServer launch(int port) {
    try {
      RedisServer server =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
