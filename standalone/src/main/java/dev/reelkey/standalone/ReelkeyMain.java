package dev.reelkey.standalone;

import dev.reelkey.standalone.cli.Reelkey;
import dev.reelkey.standalone.cli.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;

/** Where the command {@code reelkey} begins. */
public final class ReelkeyMain {
  private ReelkeyMain() {}

  public static void main(String[] arguments) {
    Terminal terminal =
        new Terminal(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Boolean.getBoolean("reelkey.terminal"),
            System.getenv(),
            Clock.systemUTC(),
            new SecureRandom());
    System.exit(Reelkey.execute(terminal, arguments));
  }
}
