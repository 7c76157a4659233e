package dev.reelkey.keyserver.internal;

import dev.reelkey.core.http.PathParameter;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.KeyBodies;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.keyring.RingName;
import dev.reelkey.keyserver.keyring.SourceKeys;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Optional;

/** {@code PUT …/source-key}: the key of the sealed source, made on the first call. */
final class SourceKeyHandler implements HttpHandler {
  private static final String ACT = "source-key";

  private final ServiceCaller callers;
  private final SourceKeys keys;
  private final InternalAudit audit;

  SourceKeyHandler(ServiceCaller callers, SourceKeys keys, InternalAudit audit) {
    this.callers = callers;
    this.keys = keys;
    this.audit = audit;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    callers.admit(exchange);
    VideoId video = PathParameter.require(exchange, "video", VideoId::new);
    RingName ring = RingName.sourceOf(video);
    Optional<Secret> key = keys.obtain(video);
    if (key.isEmpty()) {
      audit.refused(ACT, ring, "keys_gone");
      KeyAnswers.gone().sendTo(exchange);
      return;
    }
    audit.granted(ACT, ring, 1);
    KeyAnswers.json(exchange, KeyBodies.writeSourceKey(key.get()));
  }
}
