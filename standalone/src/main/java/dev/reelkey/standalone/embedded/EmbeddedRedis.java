package dev.reelkey.standalone.embedded;

import dev.reelkey.core.redis.RedisConfig;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server on loopback that lives and dies with this process, and is started again if it
 * dies alone.
 *
 * <p>One thread starts it and stays: Linux sends the parent's death signal when the <em>thread</em>
 * that started the child ends, not the process.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final long START_MILLIS = 15_000;
  private static final long POLL_MILLIS = 10;
  private static final long STOP_SECONDS = 5;
  private static final int LONGEST_PAUSE_SECONDS = 10;
  // A session of its own: Ctrl-C in the terminal is for us to answer first.
  private static final List<String> DIE_WITH_US =
      List.of("setsid", "setpriv", "--pdeathsig", "TERM");

  private final RedisProgram program;
  private final RedisSettings settings;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private final Thread keeper;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Process process;

  private EmbeddedRedis(RedisProgram program, RedisSettings settings) {
    this.program = program;
    this.settings = settings;
    this.keeper = new Thread(this::keep, "redis-keeper");
    keeper.setDaemon(true);
  }

  /**
   * Starts it; {@link #awaitReady} tells when it answers. The caller holds the directory's lock.
   */
  public static EmbeddedRedis start(Path directory, RedisProgram program, Secret password) {
    RedisSettings settings = new RedisSettings(directory, freePort(), password);
    StaleRedis.end(settings);
    EmbeddedRedis redis = new EmbeddedRedis(program, settings);
    redis.keeper.start();
    return redis;
  }

  /**
   * Waits until it answers.
   *
   * @throws UserFaultException if it does not
   */
  public void awaitReady() {
    try {
      ready.join();
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof UserFaultException fault
          ? fault
          : new UserFaultException(
              "Redis does not start; its log is " + settings.directory().resolve("redis.log"), e);
    }
  }

  public RedisConfig config() {
    return new RedisConfig(
        "redis://127.0.0.1:" + settings.port(), Optional.of(settings.password()));
  }

  /** The process id, for tests that kill it. */
  public long pid() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("Redis is not running");
    }
    return running.pid();
  }

  @Override
  public void close() {
    closed.countDown();
    Process running = process;
    if (running != null) {
      running.destroy();
    }
    try {
      keeper.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running != null && running.isAlive()) {
      running.destroyForcibly();
    }
  }

  private void keep() {
    try {
      List<String> command = command();
      int failures = 0;
      while (!isClosing()) {
        failures = serves(command, failures) ? 0 : failures + 1;
        closed.await(pauseMillis(failures), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (!ready.completeExceptionally(e)) {
        LOG.error("redis cannot be started again; restart reelkey", e);
      }
    }
  }

  /**
   * Starts it and waits for its end.
   *
   * @return false where it does not start this time, though it did before
   */
  private boolean serves(List<String> command, int failures)
      throws IOException, InterruptedException {
    Process running;
    try {
      // What is loaded may have grown since: each try has longer than the one before.
      running = start(command, START_MILLIS * (1 + failures));
    } catch (IOException e) {
      if (!ready.isDone()) {
        throw e;
      }
      LOG.error("redis does not start again; it is tried anew until it does", e);
      return false;
    }
    ready.complete(true);
    int status = running.waitFor();
    if (!isClosing()) {
      LOG.warn("redis ended with status {}; starting it again", status);
    }
    return true;
  }

  private static long pauseMillis(int failures) {
    return failures == 0
        ? POLL_MILLIS
        : TimeUnit.SECONDS.toMillis(Math.min(failures, LONGEST_PAUSE_SECONDS));
  }

  private boolean isClosing() {
    return closed.getCount() == 0;
  }

  private Process start(List<String> command, long patience)
      throws IOException, InterruptedException {
    settings.write();
    Process first = launch(command);
    if (answers(first, patience)) {
      return first;
    }
    // It ends at once where it cannot read what it wrote. Redis is only liveness: it may forget.
    // Where somebody else has its port by now, what it wrote is not to blame.
    if (isFree(settings.port()) && settings.setAside()) {
      LOG.warn("redis does not read its append-only file; it was set aside, sessions open again");
      Process second = launch(command);
      if (answers(second, patience)) {
        return second;
      }
    }
    throw new IOException("redis ends as soon as it is started");
  }

  private Process launch(List<String> command) throws IOException {
    Process started = RedisProgram.silent(command).directory(settings.directory().toFile()).start();
    process = started;
    return started;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    List<String> trial = new ArrayList<>(DIE_WITH_US);
    trial.add("true");
    if (RedisProgram.succeeds(trial)) {
      command.addAll(DIE_WITH_US);
    }
    command.add(program.find());
    command.add(settings.file().toString());
    return command;
  }

  /**
   * Waits until it does.
   *
   * @return false if it ended by itself
   * @throws IOException if it lives and does not answer in time; then it is ended
   */
  private boolean answers(Process running, long patience) throws IOException, InterruptedException {
    for (long waited = 0; waited < patience; waited += POLL_MILLIS) {
      if (!running.isAlive()) {
        return false;
      }
      if (isClosing() || RedisPing.answers(settings.port(), settings.password())) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    // Not the fault of its append-only file: that may only be long.
    running.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    throw new IOException("redis does not answer in time");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UserFaultException("There is no free port on loopback for Redis.", e);
    }
  }
}
