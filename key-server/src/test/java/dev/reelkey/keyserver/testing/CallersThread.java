package dev.reelkey.keyserver.testing;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does everything at once on the thread that asks, so that no limit of time decides a test. */
public final class CallersThread extends ThreadPoolExecutor {
  public CallersThread() {
    super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }
}
