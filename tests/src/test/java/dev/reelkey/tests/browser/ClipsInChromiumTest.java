package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each clip in the page: every rendition at start, key border and end, then the whole at speed. */
@ExtendWith(Library.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClipsInChromiumTest {
  // A tab's clock stops a little before the last picture's end.
  private static final double ALMOST = 0.2;

  private final Showings showings;

  ClipsInChromiumTest(Library library) {
    showings = new Showings(library, Clip.all());
  }

  @AfterAll
  void stop() {
    showings.close();
  }

  static List<Clip> clips() {
    return Clip.all();
  }

  @ParameterizedTest
  @MethodSource("clips")
  @DisplayName("every rendition around start, key border and end; the smallest to the end at 4x")
  void aClipPlays(Clip clip) {
    Showing.Seen seen = showings.of(clip);

    assertThat(seen.heights()).isNotEmpty();
    assertThat(seen.missed()).isEmpty();
    assertThat(seen.left()).isLessThan(ALMOST);
    assertThat(seen.corrupted()).isZero();
    assertThat(seen.failedRequests()).isZero();
    assertThat(seen.refused()).isZero();
    assertThat(seen.notGranted()).isZero();
    assertThat(seen.sessions()).isEqualTo(1);
  }
}
