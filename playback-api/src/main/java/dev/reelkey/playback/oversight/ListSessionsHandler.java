package dev.reelkey.playback.oversight;

import dev.reelkey.core.http.Caller;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.http.Problem;
import dev.reelkey.core.http.ProblemException;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.SessionStore;
import dev.reelkey.playback.session.StoredSession;
import dev.reelkey.playback.session.ViewerPseudonyms;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/sessions?viewer=&video=}: the living sessions on the caller's own videos. */
public final class ListSessionsHandler implements HttpHandler {
  private final SessionStore store;
  private final ViewerPseudonyms pseudonyms;

  public ListSessionsHandler(SessionStore store, ViewerPseudonyms pseudonyms) {
    this.store = store;
    this.pseudonyms = pseudonyms;
  }

  /** One session as a list shows it; it carries no token. */
  record Item(
      String sessionId,
      String videoId,
      String viewer,
      String tier,
      Instant createdAt,
      Instant expiresAt,
      boolean revoked) {
    static Item of(StoredSession stored) {
      Session session = stored.session();
      return new Item(
          session.id().value(),
          session.video().value(),
          session.viewer().value(),
          session.tier().toString(),
          session.created(),
          session.expires(),
          stored.revoked());
    }
  }

  private record Listing(List<Item> sessions) {}

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    SubjectHash caller = SubjectHash.of(Caller.of(exchange).subject());
    Optional<String> viewer = query(exchange, "viewer");
    Optional<VideoId> video = query(exchange, "video").map(ListSessionsHandler::video);
    List<Item> items =
        found(viewer, video).stream()
            .filter(stored -> stored.session().owner().equals(caller))
            .filter(stored -> video.map(stored.session().video()::equals).orElse(true))
            .map(Item::of)
            .toList();
    Json.send(exchange, 200, new Listing(items));
  }

  private List<StoredSession> found(Optional<String> viewer, Optional<VideoId> video) {
    if (viewer.isPresent()) {
      return store.of(pseudonyms.of(viewer.get()));
    }
    return store.of(
        video.orElseThrow(() -> malformed("Name a viewer, a video, or both to list sessions.")));
  }

  private static VideoId video(String text) {
    try {
      return new VideoId(text);
    } catch (IllegalArgumentException e) {
      throw malformed("A video id has 26 characters of a-z and 2-7.");
    }
  }

  private static Optional<String> query(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    if (values == null || values.isEmpty() || values.getFirst().isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw malformed("Name each filter once.");
    }
    return Optional.of(values.getFirst());
  }

  private static ProblemException malformed(String title) {
    return new ProblemException(Problem.badRequest("query_malformed", title));
  }
}
