package dev.reelkey.playback.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.playback.testing.RunningPlayback;
import dev.reelkey.playback.testing.SharedPlayback;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPlayback.class)
class RawPathsTest {
  private static final String FILE = "000000-aaaaaaaa.ts";
  // Text that means "nothing", "one up" or "end here" to one parser and something else to another.
  private static final List<String> TRICKS =
      List.of(
          "/.",
          "/..",
          "/../",
          "/./",
          "//",
          "///",
          "/%2e",
          "/%2e%2e",
          "/%2E%2e/",
          "/.%2e/",
          "/%252e%252e/",
          "/%25252e/",
          "/..%2f",
          "/..%5c",
          "/..\\",
          "\\",
          "\\..\\",
          "%5c",
          "%2f",
          "%2F",
          "%252f",
          ";",
          ";x",
          ";x=1",
          "/;/",
          "/..;/",
          "%3b",
          "%00",
          "%0a",
          "%0d%0a",
          "%09",
          "%20",
          "%7f",
          "%c0%ae",
          "%c0%af",
          "%e0%80%ae",
          "%f0%80%80%ae",
          "%ef%bc%8e",
          "%ef%bc%8f",
          "%e2%80%a4",
          "%u002e",
          "%",
          "%2",
          "%zz",
          "+",
          "*",
          "~",
          "'",
          "!",
          "$",
          "&",
          "=",
          "@",
          ":",
          ",",
          "(",
          ")");

  private final RunningPlayback playback;

  RawPathsTest(RunningPlayback playback) {
    this.playback = playback;
  }

  @Test
  @DisplayName("WEB-3: of more than 200 odd paths none is served, and none reaches the store")
  void oddPathsAreRefused() throws Exception {
    VideoRecord video = playback.videos().ready("owner", VideoAccess.OWNER_ONLY);
    String good = path(video);
    assertThat(status(good)).isEqualTo(200);

    Set<String> odd = oddPaths(good, video);
    assertThat(odd).hasSizeGreaterThan(200);
    // With the store away, a request that reaches it answers 503.
    playback.s3().stop();
    try {
      for (String path : odd) {
        assertThat(status(path)).as(path).isIn(400, 404);
      }
    } finally {
      playback.s3().startAgain();
    }
  }

  private static Set<String> oddPaths(String good, VideoRecord video) {
    Set<String> odd = new LinkedHashSet<>();
    int file = good.lastIndexOf('/');
    int rendition = good.lastIndexOf('/', file - 1);
    int token = good.indexOf('/', 3);
    for (String trick : TRICKS) {
      odd.add(good + trick);
      odd.add(good.substring(0, file) + trick + good.substring(file));
      odd.add(good.substring(0, rendition) + trick + good.substring(rendition));
      odd.add(good.substring(0, token) + "/x" + trick + good.substring(token));
      odd.add("/t" + trick + good.substring(2));
    }
    // A lone "?" is not here: Undertow drops an empty query, which names the same path.
    odd.add(good + "?a=b");
    odd.add(good + "?" + FILE);
    odd.add(good + "#x");
    odd.add(good + "/");
    odd.add(good + ".");
    odd.add("http://other.example" + good);
    odd.add("HTTP://127.0.0.1" + good);
    odd.add("/T" + good.substring(2));
    odd.add("/%74" + good.substring(2));
    odd.add(good.replace("v360", "V360"));
    odd.add(good.replace("v360", "%7636"));
    odd.add(good.replace(".ts", ".TS"));
    odd.add(good.replace(".ts", "%2ets"));
    odd.add(good.replace(".ts", ".ts.ts"));
    odd.add(good.replace(".ts", ".json"));
    odd.add(good.replace("000000", "0"));
    odd.add(good.replace("000000", "-00001"));
    odd.add(good.replace(FILE, "index-0.m3u8"));
    odd.add(good.replace(FILE, "index-01.m3u8"));
    odd.add(good.replace(FILE, "index.m3u8"));
    odd.add(good.replace(FILE, "keys/"));
    odd.add(good.replace(FILE, "keys/../" + FILE));
    odd.add(good.replace(FILE, "../../../../keys/" + video.video() + "/source/"));
    odd.add(good.replace("v360/" + FILE, FILE));
    odd.add(
        good.replace(
            video.video().value(), video.video().value().toUpperCase(java.util.Locale.ROOT)));
    odd.add(good.replace("/" + video.generation(), ""));
    odd.add("/media/" + video.video() + "/" + video.generation() + "/v360/" + FILE);
    odd.add("/t");
    odd.add("/t/");
    odd.add("/t/x");
    odd.remove(good);
    return odd;
  }

  private String path(VideoRecord video) {
    EdgeToken token =
        EdgeToken.sign(
            RunningPlayback.MASTER.edgeKey("main-1"),
            "main-1",
            playback.clock().instant().plus(Duration.ofHours(1)),
            new SessionId("a".repeat(34)),
            video.video(),
            video.generation());
    return "/t/" + token.text() + "/" + video.video() + "/" + video.generation() + "/v360/" + FILE;
  }

  /** As a client writes it: nothing between the test and the wire tidies the path up. */
  private int status(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", playback.port())) {
      socket.setSoTimeout(30_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).as(path).startsWith("HTTP/1.1 ");
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
