package dev.reelkey.standalone.signin;

import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One code of 128 random bits that opens the door once; then the next one is announced. */
public final class OneTimeCode {
  private final RandomIds ids;
  private final Consumer<String> announce;
  private Secret current;

  /**
   * Makes the first code.
   *
   * @param announce is told each code after the first, to show it to whoever sees the terminal
   */
  public OneTimeCode(RandomIds ids, Consumer<String> announce) {
    this.ids = ids;
    this.announce = announce;
    this.current = secret(ids.text(16));
  }

  /** The code to be used next. */
  public synchronized String reveal() {
    return new String(current.reveal(), StandardCharsets.US_ASCII);
  }

  /** Whether this was the code; if so it is worthless from now on. */
  public synchronized boolean use(String offered) {
    if (offered.isEmpty() || !current.sameAs(secret(offered))) {
      return false;
    }
    String next = ids.text(16);
    current = secret(next);
    announce.accept(next);
    return true;
  }

  private static Secret secret(String text) {
    return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
