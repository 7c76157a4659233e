package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.FrameTimes;
import dev.reelkey.sample.ffmpeg.ClipWriter;
import dev.reelkey.tests.system.ApiClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer who may watch may not: on many screens at once, or faster than the film runs. */
@ExtendWith(AttackedReelkey.Resolver.class)
class ViewingLimitsTest {
  private static final int SCREENS = 3;
  private static final int BURST_SECONDS = 600;
  private static final int PERIOD_SECONDS = 12;
  private static final int BURST_PERIODS = BURST_SECONDS / PERIOD_SECONDS;
  // Each may be held for five seconds.
  private static final int ENOUGH_REFUSALS = 3;
  private static final int FILM_SECONDS = 900;
  private static final Duration PACKAGING = Duration.ofMinutes(3);

  private final AttackedReelkey reelkey;

  ViewingLimitsTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
  }

  @Test
  void aFourthScreenIsRefusedUntilOneOfThreeEnds() throws IOException {
    String viewer = "viewer-of-many-screens";
    List<OpenedSession> screens = new ArrayList<>();
    for (int screen = 0; screen <= SCREENS; screen++) {
      screens.add(reelkey.open(viewer));
    }
    for (OpenedSession screen : screens.subList(0, SCREENS)) {
      assertThat(screen.key().statusCode()).isEqualTo(200);
    }

    OpenedSession fourth = screens.get(SCREENS);
    Refused.toPlayer(fourth.key(), 403, "too_many_streams");
    String body = new ObjectMapper().createObjectNode().put("viewer", viewer).toString();
    Refused.with(
        reelkey.owner().call("POST", "/v1/videos/" + reelkey.video() + "/sessions", body),
        403,
        "too_many_streams");
    assertThat(reelkey.open("somebody-else").key().statusCode()).isEqualTo(200);

    end(screens.get(0).id());
    assertThat(fourth.key().statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "TOK-7: all keys of a film are not to be had at once, in one session or in a hundred")
  void allKeysOfAFilmAreNotToBeHadAtOnce(@TempDir Path directory) throws IOException {
    String film = reelkey.owner().uploadReady(longFilm(directory), PACKAGING);

    harvestInOneSession(film);
    harvestInAHundred(film);
  }

  private void harvestInOneSession(String film) {
    Instant start = Instant.now();
    OpenedSession session = reelkey.open(film, "impatient");
    int granted = 0;
    int refused = 0;
    for (String key : session.keyUrls()) {
      if (refused < ENOUGH_REFUSALS) {
        boolean had = isGranted(OpenedSession.key(key, "Bearer " + session.playbackToken()));
        granted += had ? 1 : 0;
        refused += had ? 0 : 1;
      }
    }
    assertThat(granted).isBetween(BURST_PERIODS, allowance(start));
    assertThat(refused).isPositive();
    // What is paid for stays free, however often a player seeks back to it.
    assertThat(isGranted(session.key())).isTrue();
  }

  /** The first fifty pay, most of the rest ask for what is paid, the last for all that is left. */
  private void harvestInAHundred(String film) {
    Instant start = Instant.now();
    List<String> keys = reelkey.open(film, "patient").keyUrls();
    Set<String> granted = new HashSet<>();
    int refused = 0;
    for (int number = 0; number < 100; number++) {
      JsonNode session = reelkey.owner().openSession(film, "many-sessions");
      boolean greedy = number >= 100 - ENOUGH_REFUSALS;
      int first = greedy ? granted.size() : number % BURST_PERIODS;
      for (String key : keys.subList(first, greedy ? keys.size() : first + 1)) {
        if (isGranted(keyOf(session, key))) {
          granted.add(key);
        } else {
          assertThat(greedy).as("session " + number).isTrue();
          refused++;
          break;
        }
      }
      end(session.get("session_id").asText());
    }
    assertThat(granted)
        .hasSizeBetween(BURST_PERIODS, allowance(start))
        .hasSizeLessThan(keys.size());
    assertThat(refused).isPositive();
  }

  private HttpResponse<byte[]> keyOf(JsonNode session, String key) {
    String token = "Bearer " + session.get("playback_token").asText();
    return OpenedSession.key(OpenedSession.withPathToken(key, pathTokenOf(session)), token);
  }

  private static boolean isGranted(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      Refused.toPlayer(answer, 503, "pace_exceeded");
    }
    return answer.statusCode() == 200;
  }

  private String pathTokenOf(JsonNode session) {
    String manifest =
        ApiClient.text(reelkey.nobody().call("GET", session.get("manifest_url").asText(), ""));
    return OpenedSession.pathToken(
        manifest.lines().filter(line -> line.contains("/t/")).findFirst().orElseThrow());
  }

  /** Periods that burst and refill allow so far, the one that is just being paid included. */
  private static int allowance(Instant start) {
    long refill = 2 * Duration.between(start, Instant.now()).toSeconds();
    return (int) ((BURST_SECONDS + refill) / PERIOD_SECONDS) + 1;
  }

  private void end(String session) {
    assertThat(reelkey.owner().call("DELETE", "/v1/sessions/" + session, "").statusCode())
        .isEqualTo(204);
  }

  private static Path longFilm(Path directory) throws IOException {
    Path file = directory.resolve("film.mp4");
    ClipWriter.write(
        ClipSpec.of(160, 90, FrameTimes.constant(5, 1, FILM_SECONDS)).sounding(), file);
    return file;
  }
}
