package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Paths that one reader could take for another: nothing but the one grammar is served. */
@ExtendWith(AttackedReelkey.Resolver.class)
class PathTricksTest {
  private static final String ELSEWHERE = "http://elsewhere";

  private final AttackedReelkey reelkey;
  private final String media;
  private final String key;

  PathTricksTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
    OpenedSession session = reelkey.open("viewer-with-tricks");
    this.media = URI.create(session.mediaUrls().get(0)).getPath();
    this.key = URI.create(session.keyUrl()).getPath();
  }

  @Test
  @DisplayName("WEB-3: the paths themselves are served, so that the tricks differ in the trick")
  void thePathItselfIsServed() throws IOException {
    assertThat(get(media).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("WEB-3: every trick below /t/ is 400 to media and key alike")
  void everyTrickBelowTheMediaPrefixIsMalformed() throws IOException {
    for (String path : List.of(media, key)) {
      for (String trick : tricks(path)) {
        assertThat(get(trick)).as(trick).satisfies(answer -> isMalformed(trick, answer));
      }
    }
  }

  @Test
  @DisplayName("WEB-3: no way leads out of the media prefix to what needs a token")
  void noWayLeadsOutOfTheMediaPrefix() throws IOException {
    String videos = "v1/videos/" + reelkey.video();
    for (String climb : List.of("/t/../", "/t/%2e%2e/", "/t/x/../../", "/t/..;/", "/t//../")) {
      Answer answer = get(climb + videos);

      assertThat(answer.status()).as(climb).isIn(400, 401, 404);
      assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }
  }

  private static List<String> tricks(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    String folder = path.substring(0, path.length() - file.length());
    List<String> tricks = new ArrayList<>();
    for (String dots : List.of(".", "..", "%2e", "%2e%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae")) {
      tricks.add(folder + dots + "/" + file);
    }
    for (String end : List.of("/", ".", "%20", "%00", "%0a", ";a=b", ";", "%3f", "?a", "#", "\\")) {
      tricks.add(path + end);
    }
    tricks.add(folder + "/" + file);
    tricks.add(folder + "%2f" + file);
    tricks.add(folder.replace("/t/", "/t//") + file);
    tricks.add(folder.replace("/t/", "/t/./") + file);
    tricks.add(folder + file.toUpperCase(Locale.ROOT));
    tricks.add(folder + encoded(file));
    tricks.add(folder.substring(0, folder.length() - 1) + "\\" + file);
    tricks.add(folder + "x/../" + file);
    tricks.add(folder + "../" + folder.replaceFirst("^.*/([^/]+)/$", "$1") + "/" + file);
    tricks.add("http://reelkey" + path);
    tricks.add(ELSEWHERE + path);
    return tricks;
  }

  /** The first character as the hexadecimal of itself. */
  private static String encoded(String file) {
    return "%" + Integer.toHexString(file.charAt(0)) + file.substring(1);
  }

  private static void isMalformed(String trick, Answer answer) {
    if (trick.contains("#") || trick.contains("\\") || trick.startsWith(ELSEWHERE)) {
      // Undertow refuses these before any handler: no request target may hold the first two, and
      // the last names another host than the Host header.
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEmpty();
    } else {
      Refused.toPlayer(answer, 400, "path_malformed");
    }
  }

  private Answer get(String target) throws IOException {
    return RawHttp.get(reelkey.process().url(), target);
  }
}
