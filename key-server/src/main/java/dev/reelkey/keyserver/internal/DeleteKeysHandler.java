package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.rotate.Shred;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/** {@code DELETE …/keys}: shreds the keys of a video that is being deleted. */
final class DeleteKeysHandler implements HttpHandler {
  private final ServiceCaller callers;
  private final Shred shred;
  private final InternalAudit audit;

  DeleteKeysHandler(ServiceCaller callers, Shred shred, InternalAudit audit) {
    this.callers = callers;
    this.shred = shred;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    callers.admit(exchange);
    VideoId video = PathParameter.require(exchange, "video", VideoId::new);
    audit.granted("shred", RingName.sourceOf(video), 0);
    shred.shred(video);
    KeyAnswers.done(exchange);
  }
}
