package dev.reelkey.tests.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.tests.hls.Cue;
import dev.reelkey.tests.hls.PresentationDownload;
import dev.reelkey.tests.hls.Subtitles;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subtitles reach the viewer as they were written. */
@ExtendWith(Library.Shared.class)
class SubtitlesTest {
  // WebVTT counts in milliseconds, a stream's clock in 90000ths of a second.
  private static final double ROUNDING = 0.001;

  private final Library library;

  SubtitlesTest(Library library) {
    this.library = library;
  }

  @Test
  void everyLineOfTheSourceIsReadOnceAndAtItsTime() {
    String video = library.ready(Clip.of(SampleClip.SUBTITLES)).video();
    JsonNode session = library.owner().openSession(video, "reader");
    URI manifest = URI.create(session.get("manifest_url").asText());
    String authorization = "Bearer " + session.get("playback_token").asText();

    List<List<Cue>> read =
        Subtitles.joined(new PresentationDownload(manifest, authorization).fetch());

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
}
