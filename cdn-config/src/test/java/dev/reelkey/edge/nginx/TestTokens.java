package dev.reelkey.edge.nginx;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.token.TokenMaster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Paths signed by a token master of the tests. */
final class TestTokens {
  static final VideoId VIDEO = new VideoId("b".repeat(26));
  static final GenerationId GENERATION = new GenerationId("c".repeat(26));
  static final SessionId ALICE = new SessionId("a".repeat(34));
  static final SessionId BOB = new SessionId("e".repeat(34));
  static final String SEGMENT = "v720/000001-abcdefgh.ts";
  static final String PLAYLIST = "v720/index-1.m3u8";
  static final String KEY = "v720/keys/" + "d".repeat(26);

  private static final TokenMaster MASTER = new TokenMaster(Secret.copyOf(new byte[32]));

  private TestTokens() {}

  static Secret edgeKey(String keyId) {
    return MASTER.edgeKey(keyId);
  }

  static Map<String, Secret> edgeKeys(String... keyIds) {
    Map<String, Secret> keys = new TreeMap<>();
    for (String id : keyIds) {
      keys.put(id, edgeKey(id));
    }
    return keys;
  }

  static String path(String object) {
    return path(ALICE, object);
  }

  static String path(SessionId session, String object) {
    return path("main-1", session, Instant.now().plus(Duration.ofHours(1)), object);
  }

  static String path(String keyId, SessionId session, Instant expiresAt, String object) {
    return "/t/"
        + token(keyId, session, expiresAt).text()
        + "/"
        + VIDEO
        + "/"
        + GENERATION
        + "/"
        + object;
  }

  static EdgeToken token(String keyId, SessionId session, Instant expiresAt) {
    return EdgeToken.sign(edgeKey(keyId), keyId, expiresAt, session, VIDEO, GENERATION);
  }
}
