package dev.reelkey.keyserver.testing;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A running key-server with one planned video, and the usual ways of asking for its keys. */
public final class OneVideo implements AutoCloseable {
  public final RunningKeyServer server;
  public final VideoId video;
  public final GenerationId generation;
  private final List<PlannedKey> keys;

  private OneVideo(RunningKeyServer server) {
    this.server = server;
    this.video = server.ids().video();
    this.generation = server.ids().generation();
    this.keys = server.transcoder().planned(video, generation, 4);
  }

  public static OneVideo start(Path directory) {
    return new OneVideo(RunningKeyServer.start(directory));
  }

  /** The key that most requests ask for. */
  public PlannedKey key() {
    return key("v360", 0);
  }

  public PlannedKey key(String rendition, int period) {
    return keys.stream()
        .filter(k -> k.rendition().value().equals(rendition) && k.period() == period)
        .findFirst()
        .orElseThrow();
  }

  public ViewerPseudonym someone() {
    return new ViewerPseudonym(server.ids().text(16));
  }

  /** A session of somebody new, not yet opened. */
  public Player.Session bearer() {
    return server.player().session(someone(), video, generation, Tier.BEARER);
  }

  /** Status and code of a request for the usual key with this playback token. */
  public String ask(Player.Session session, String token) {
    return get(session.path(key()), token);
  }

  /** The same with this path token. */
  public String ask(Player.Session session, EdgeToken edge) {
    return get(session.path(edge, key().rendition(), key().kid()), session.token());
  }

  public String get(String path, String token) {
    return Answers.problem(server.player().get(path, authorization(token)));
  }

  public static Map<String, String> authorization(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    server.close();
  }
}
