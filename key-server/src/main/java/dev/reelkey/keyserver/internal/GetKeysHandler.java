package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.KeyBodies;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.keyserver.keyring.Keyring;
import dev.reelkey.keyserver.keyring.KeyringEntry;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.rotate.Tickets;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET …/plan?periods=a-b}: the keys themselves; after the seal only with a ticket. */
final class GetKeysHandler implements HttpHandler {
  private static final String ACT = "keys";
  private static final String ACT_BY_TICKET = "keys-by-ticket";
  private static final HttpString TICKET = new HttpString(InternalPaths.TICKET_HEADER);
  private static final Pattern PERIODS = Pattern.compile("periods=([0-9]{1,6})-([0-9]{1,6})");

  private final ServiceCaller callers;
  private final Keyrings keyrings;
  private final Tickets tickets;
  private final InternalAudit audit;

  GetKeysHandler(ServiceCaller callers, Keyrings keyrings, Tickets tickets, InternalAudit audit) {
    this.callers = callers;
    this.keyrings = keyrings;
    this.tickets = tickets;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    callers.admit(exchange);
    VideoId video = PathParameter.require(exchange, "video", VideoId::new);
    GenerationId generation = PathParameter.require(exchange, "generation", GenerationId::new);
    RingName ring = RingName.of(video, generation);
    Optional<Keyring> found = keyrings.find(video, generation);
    if (found.isEmpty()) {
      audit.refused(ACT, ring, "plan_unknown");
      KeyAnswers.unknown().sendTo(exchange);
      return;
    }
    String ticket = exchange.getRequestHeaders().getFirst(TICKET);
    if (found.get().sealed() && (ticket == null || !tickets.holds(ticket, video, generation))) {
      audit.refused(ACT, ring, "plan_sealed");
      new Problem(403, "plan_sealed", "The plan is sealed; an operator's ticket opens it.")
          .sendTo(exchange);
      return;
    }
    List<PlannedKey> keys = keys(found.get(), exchange.getQueryString());
    audit.granted(found.get().sealed() ? ACT_BY_TICKET : ACT, ring, keys.size());
    KeyAnswers.json(exchange, KeyBodies.writeKeys(keys));
  }

  private static List<PlannedKey> keys(Keyring ring, String query) {
    Matcher range = PERIODS.matcher(query);
    if (!range.matches()) {
      throw new ProblemException(
          Problem.badRequest("periods_malformed", "Name the periods as periods=first-last."));
    }
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(2));
    return ring.periods(first, last).stream().map(GetKeysHandler::planned).toList();
  }

  private static PlannedKey planned(KeyringEntry entry) {
    return new PlannedKey(entry.rendition(), entry.period(), entry.kid(), entry.key());
  }
}
