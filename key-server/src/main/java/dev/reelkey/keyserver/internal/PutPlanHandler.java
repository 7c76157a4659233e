package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.KeyPlanDigest;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.keyserver.keyring.Keyrings;
import dev.reelkey.keyserver.keyring.RingName;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code PUT …/plan}: makes the keys of a generation; the same plan again is answered alike. */
final class PutPlanHandler implements HttpHandler {
  private static final String ACT = "plan";

  private final ServiceCaller callers;
  private final Keyrings keyrings;
  private final InternalAudit audit;

  PutPlanHandler(ServiceCaller callers, Keyrings keyrings, InternalAudit audit) {
    this.callers = callers;
    this.keyrings = keyrings;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    KeyPlanRequest plan = read(callers.admit(exchange));
    VideoId video = PathParameter.require(exchange, "video", VideoId::new);
    GenerationId generation = PathParameter.require(exchange, "generation", GenerationId::new);
    RingName ring = RingName.of(video, generation);
    switch (keyrings.plan(video, generation, plan)) {
      case PLANNED -> {
        audit.granted(ACT, ring, 0);
        Json.send(exchange, 200, new KeyPlanDigest(plan.digest()));
      }
      case CONFLICT -> {
        audit.refused(ACT, ring, "plan_conflict");
        new Problem(409, "plan_conflict", "This generation has the keys of another plan.")
            .sendTo(exchange);
      }
      case GONE -> {
        audit.refused(ACT, ring, "keys_gone");
        KeyAnswers.gone().sendTo(exchange);
      }
    }
  }

  private static KeyPlanRequest read(byte[] body) {
    try {
      KeyPlanRequest plan = Json.parse(body, KeyPlanRequest.class);
      // JSON's null parses, to null.
      if (plan != null) {
        return plan;
      }
    } catch (UncheckedIOException malformed) {
      // Answered below, like null.
    }
    throw new ProblemException(Problem.badRequest("body_malformed", "The body is not a key plan."));
  }
}
