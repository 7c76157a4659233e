package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRequestTest {
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private static VideoId video;
  private static GenerationId generation;
  private static List<PlannedKey> keys;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
    video = server.ids().video();
    generation = server.ids().generation();
    keys = server.transcoder().planned(video, generation, 4);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ViewerPseudonym someone() {
    return new ViewerPseudonym(server.ids().text(16));
  }

  private static Player.Session bearer() {
    return server.player().session(someone(), video, generation, Tier.BEARER);
  }

  @Test
  void liveSessionGetsSixteenRawBytesThatNoCacheMayKeep() {
    PlannedKey key = keys.get(0);
    HttpResponse<byte[]> answer = bearer().open().ask(key);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(key.key().reveal());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Reelkey-Pace-Remaining")).hasValue("588");
  }

  @Test
  void unknownSessionGetsNothing() {
    assertThat(problem(bearer().ask(keys.get(0)))).isEqualTo("403 session_unknown");
  }

  @Test
  void noAuthorizationAndNoNativeMacIsTokenMissing() {
    Player.Session session = bearer().open();
    assertThat(problem(server.player().get(session.path(keys.get(0)), Map.of())))
        .isEqualTo("401 token_missing");
  }
}
