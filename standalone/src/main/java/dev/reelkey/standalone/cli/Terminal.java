package dev.reelkey.standalone.cli;

import dev.reelkey.standalone.data.UserFaultException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * What every command is given: where it reads and writes, and the world around it.
 *
 * @param interactive whether a person sees the output as it comes
 */
public record Terminal(
    BufferedReader in,
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Map<String, String> environment,
    Clock clock,
    SecureRandom random) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /**
   * Asks before something is destroyed; no answer is a no.
   *
   * @throws UserFaultException unless the answer is yes
   */
  void requireYes(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer = in.readLine();
      if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
        throw new UserFaultException("Nothing was done; answer y, or give --yes beforehand.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
