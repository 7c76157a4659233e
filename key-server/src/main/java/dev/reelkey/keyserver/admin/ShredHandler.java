package dev.reelkey.keyserver.admin;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.keyring.RingCatalog;
import dev.reelkey.keyserver.rotate.Shred;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /admin/v1/keys/videos/{id}/shred?final=&dry_run=}: destroys a video's keys. */
final class ShredHandler implements HttpHandler {
  private final Shred shred;
  private final RingCatalog catalog;
  private final Kek kek;
  private final AdminAudit audit;

  ShredHandler(Shred shred, RingCatalog catalog, Kek kek, AdminAudit audit) {
    this.shred = shred;
    this.catalog = catalog;
    this.kek = kek;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    VideoId video = PathParameter.require(exchange, "id", VideoId::new);
    boolean dryRun = QueryFlags.flag(exchange, "dry_run");
    boolean last = QueryFlags.flag(exchange, "final");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("video", video.value());
    answer.put("dry_run", dryRun);
    answer.put("final", last);
    if (dryRun) {
      answer.put("keyrings", catalog.keyringsOf(video).size());
      answer.put("kek_versions_destroyed", last ? kek.versions() : List.of());
    } else {
      audit.acts(
          exchange, "shred", Map.of("video", video.value(), "final", Boolean.toString(last)));
      answer.put("keyrings", shred.shred(video).size() - 1);
      answer.put("kek_versions_destroyed", last ? destroyed() : List.of());
    }
    answer.put("finished", true);
    Json.send(exchange, 200, answer);
  }

  private List<Integer> destroyed() {
    try {
      return shred.destroyOldKeks();
    } catch (Shred.RingsLeftException e) {
      throw new ProblemException(
          new Problem(
              409,
              "keyrings_left",
              "The keys are shredded, but a broken keyring keeps the old key-encryption keys:"
                  + " restore or shred what keys list shows as broken, then shred with final"
                  + " again."));
    }
  }
}
