package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.rotate.Tickets;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Map;

/** {@code POST …/generations/{gen}/ticket}: leave to read a sealed plan for a day. */
final class TicketHandler implements HttpHandler {
  private final Tickets tickets;
  private final AdminAudit audit;

  TicketHandler(Tickets tickets, AdminAudit audit) {
    this.tickets = tickets;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    GenerationId generation = PathParameter.require(exchange, "generation", GenerationId::new);
    audit.acts(
        exchange, "ticket", Map.of("video", video.value(), "generation", generation.value()));
    Tickets.Ticket ticket = tickets.issue(video, generation);
    Json.send(exchange, 200, Map.of("ticket", ticket.text(), "expires_at", ticket.expiresAt()));
  }
}
