package dev.reelkey.transcoder.rotate;

import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** An operator's ticket, as far as the transcoder can judge it: key-server judges the rest. */
final class Tickets {
  private static final int LONGEST = 4096;

  private Tickets() {}

  static String require(RotateHandler.Body body) {
    @Nullable String ticket = body.ticket();
    if (ticket == null || !ticket.matches("[A-Za-z0-9._-]{1," + LONGEST + "}")) {
      throw new ProblemException(
          Problem.badRequest(
              "ticket_malformed", "Ask the key-server for a ticket and send it as it is."));
    }
    return ticket;
  }
}
