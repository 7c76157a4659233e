package dev.reelkey.tests.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.browser.Showing;
import dev.reelkey.tests.browser.Showings;
import dev.reelkey.tests.browser.TrackMenus;
import dev.reelkey.tests.hls.Cue;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.measure.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each clip is uploaded; every rendition is decoded whole by a viewer with nothing but URLs, and
 * played in the page. All clips are on their way at once, since a film takes its time.
 */
@ExtendWith(Library.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryClipTest {
  // A tab's clock stops a little before the last picture's end.
  private static final double ALMOST = 0.2;
  // WebVTT counts in milliseconds.
  private static final double ROUNDING = 0.001;

  private final Passages passages;
  private final Showings showings;

  EveryClipTest(Library library) {
    Assumptions.assumeTrue(
        new Program("ffmpeg", Duration.ofMinutes(1)).isInstalled(), "ffmpeg is not installed");
    passages = new Passages(library.owner(), Clip.all(), library::sent);
    showings = new Showings(library, Clip.all());
  }

  @AfterAll
  void stop() {
    passages.close();
    showings.close();
  }

  static List<Clip> clips() {
    return Clip.all();
  }

  @ParameterizedTest
  @MethodSource("clips")
  @DisplayName("every picture and sound at its time in every rendition; no rule of HLS broken")
  void aClipPassesUnharmed(Clip clip) {
    Outcome outcome = passages.of(clip);

    assertThat(outcome.losses()).isEmpty();
    assertThat(outcome.brokenRules()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clips")
  @DisplayName("every rendition around start, key border and end; the smallest to the end at 4x")
  void aClipPlaysInChromium(Clip clip) {
    Showing.Seen seen = showings.of(clip);

    assertThat(seen.heights()).isNotEmpty();
    assertThat(seen.missed()).isEmpty();
    assertThat(seen.borders())
        .as("renditions seen at a border between keys")
        .isEqualTo(seen.segments() > 1 ? seen.heights().size() : 0);
    assertThat(seen.left()).isLessThan(ALMOST);
    assertThat(seen.corrupted()).isZero();
    assertThat(seen.failedRequests()).isZero();
    assertThat(seen.refused()).isZero();
    assertThat(seen.granted()).isPositive();
    assertThat(seen.sessions()).isEqualTo(1);
  }

  @Test
  @DisplayName("every language and every subtitle of a clip that has some is chosen in the page")
  void everyLanguageAndSubtitleIsChosen() {
    assertThat(showings.of(Clip.of(SampleClip.TWO_LANGUAGES)).tracks())
        .containsExactlyInAnyOrder("English", "German");
    assertThat(showings.of(Clip.of(SampleClip.SUBTITLES)).tracks())
        .containsExactlyInAnyOrder("English", TrackMenus.NO_SUBTITLES);
  }

  @Test
  @DisplayName("every line of the source's subtitles is read once and at its time")
  void subtitlesAreReadOnceAndAtTheirTimes() {
    List<List<Cue>> read = passages.of(Clip.of(SampleClip.SUBTITLES)).subtitles();

    assertThat(read).hasSize(1);
    // As sample-media writes them into its 14 s: every 2 s a line that shows for 1.5 s.
    List<Cue> cues = read.get(0);
    assertThat(cues)
        .extracting(cue -> cue.text().strip())
        .containsExactly(
            "Line 1 — 0 s",
            "Line 2 — 2 s",
            "Line 3 — 4 s",
            "Line 4 — 6 s",
            "Line 5 — 8 s",
            "Line 6 — 10 s",
            "Line 7 — 12 s");
    for (int n = 0; n < cues.size(); n++) {
      assertThat(cues.get(n).start()).isCloseTo(0.5 + 2 * n, within(ROUNDING));
      assertThat(cues.get(n).end()).isCloseTo(2 + 2 * n, within(ROUNDING));
    }
  }

  @Test
  @DisplayName("KEY-1: no key meets an IV twice, and no two clips share a key")
  void noKeyMeetsAnIvTwice() {
    List<UsedKey> used = new ArrayList<>();
    List<Set<Object>> keysOfClips = new ArrayList<>();
    for (Clip clip : clips()) {
      List<UsedKey> ofClip = passages.of(clip).used();
      used.addAll(ofClip);
      keysOfClips.add(ofClip.stream().map(UsedKey::key).collect(Collectors.toSet()));
    }

    assertThat(used).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    for (int n = 1; n < keysOfClips.size(); n++) {
      assertThat(Collections.disjoint(keysOfClips.get(n - 1), keysOfClips.get(n))).isTrue();
    }
  }
}
