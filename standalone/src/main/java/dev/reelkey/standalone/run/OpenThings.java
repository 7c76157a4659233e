package dev.reelkey.standalone.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far; closed in reverse, also when a later step of the start fails. */
final class OpenThings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenThings.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T thing) {
    opened.push(thing);
    return thing;
  }

  // The end of the process: one thing that does not close must not keep the next from closing.
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable thing = opened.pop();
      try {
        thing.close();
      } catch (Exception e) {
        LOG.warn("closing {} failed", thing.getClass().getSimpleName(), e);
      }
    }
  }
}
