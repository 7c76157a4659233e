package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingName;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/** {@code POST …/seal}: from now on the keys go to viewers only. Twice is as good as once. */
final class SealHandler implements HttpHandler {
  private static final String ACT = "seal";

  private final ServiceCaller callers;
  private final Keyrings keyrings;
  private final InternalAudit audit;

  SealHandler(ServiceCaller callers, Keyrings keyrings, InternalAudit audit) {
    this.callers = callers;
    this.keyrings = keyrings;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    callers.admit(exchange);
    VideoId video = PathParameter.require(exchange, "video", VideoId::new);
    GenerationId generation = PathParameter.require(exchange, "generation", GenerationId::new);
    RingName ring = RingName.of(video, generation);
    if (keyrings.seal(video, generation)) {
      audit.granted(ACT, ring, 0);
      KeyAnswers.done(exchange);
    } else {
      audit.refused(ACT, ring, "plan_unknown");
      KeyAnswers.unknown().sendTo(exchange);
    }
  }
}
