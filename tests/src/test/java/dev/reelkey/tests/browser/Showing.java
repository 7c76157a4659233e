package dev.reelkey.tests.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.system.StoredVideo;
import dev.reelkey.tests.system.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One clip in the page: every rendition at three places, then the whole at speed. */
public final class Showing {
  private static final Pattern HEIGHT = Pattern.compile("(\\d+)p");
  private static final Duration TURN = Duration.ofSeconds(12);
  private static final int TURNS = 5;
  private static final int FAST = 4;

  private final Tab tab;
  private final double border;
  private final double end;
  private final List<String> missed = new ArrayList<>();
  private int borders;

  private Showing(Tab tab, double border, double end) {
    this.tab = tab;
    this.border = border;
    this.end = end;
  }

  /**
   * What a viewer met.
   *
   * @param segments of each rendition
   * @param borders renditions that were seen where their first key ends
   * @param tracks languages and subtitles that were chosen, each by its name in the menu
   * @param missed places at which a rendition was never seen
   * @param left seconds between the last picture and the film's end
   * @param corrupted pictures that the decoder could not make out
   */
  public record Seen(
      List<Integer> heights,
      int segments,
      int borders,
      List<String> tracks,
      List<String> missed,
      double left,
      int corrupted,
      int failedRequests,
      int refused,
      int granted,
      int sessions) {
    public Seen {
      heights = List.copyOf(heights);
      tracks = List.copyOf(tracks);
      missed = List.copyOf(missed);
    }
  }

  static Seen of(Clip clip, Library library, Chromium chromium) {
    String video = library.ready(clip).video();
    StoredVideo stored =
        StoredVideo.of(library.owner(), library.owner().openSession(video, "border-of-" + clip));
    String playlist = stored.playlists().keySet().iterator().next();
    // Small, since a browser without a graphics card paints every pixel by the processor.
    NewContextOptions look = new NewContextOptions().setViewportSize(400, 500);
    try (Tab tab = new Tab(chromium.browser().newContext(look), library.reelkey().url())) {
      tab.open("/watch/" + video);
      tab.signIn(library.token());
      tab.play();
      return new Showing(tab, stored.firstKeyBorder(playlist), stored.duration(playlist))
          .all(stored.segments(playlist).size(), new TrackMenus(tab, stored.multivariant()));
    }
  }

  private Seen all(int segments, TrackMenus menus) {
    List<Integer> heights = heights();
    for (int height : heights) {
      visit(height);
    }
    List<String> tracks = menus.visit();
    playWhole(heights.stream().min(Comparator.naturalOrder()).orElseThrow());
    return new Seen(
        heights,
        segments,
        borders,
        tracks,
        missed,
        end - tab.number("position"),
        ((Number)
                tab.page()
                    .evaluate(
                        "document.querySelector('video').getVideoPlaybackQuality()"
                            + ".corruptedVideoFrames"))
            .intValue(),
        (int) tab.number("failedRequests"),
        (int) tab.number("refused"),
        (int) tab.number("granted"),
        (int) tab.number("sessions"));
  }

  private void visit(int height) {
    see(height, 0, 0.3, end - 1);
    if (border < end - 1 && see(height, border - 0.5, border + 0.3, 0)) {
      borders++;
    }
    see(height, end - 1, end - 0.5, 0);
  }

  /**
   * Plays over a place. A change of quality leaves the segment on the screen and the next one as
   * they are, so that it is made while another place is watched.
   */
  private boolean see(int height, double from, double to, double elsewhere) {
    for (int turn = 0; turn < TURNS; turn++) {
      if (turn > 0 || tab.number("height") != height) {
        tab.seek(elsewhere);
        passes(elsewhere + 0.1);
        choose(height);
      }
      tab.seek(from);
      if (passes(to) && tab.number("height") == height) {
        return true;
      }
    }
    missed.add(height + "p at " + to + " s; the page: " + tab.snapshot());
    return false;
  }

  private boolean passes(double place) {
    try {
      Waiting.until("the place", TURN, () -> tab.number("position") >= place);
      return true;
    } catch (AssertionError tooSlow) {
      return false;
    }
  }

  private void playWhole(int height) {
    choose(height);
    tab.menu("Speed").selectOption(Integer.toString(FAST));
    tab.seek(0);
    tab.await("the beginning", () -> tab.number("position") < end - 2);
    Duration limit = Duration.ofSeconds(30 + (long) (2 * end / FAST));
    tab.await("the end", limit, () -> tab.text("state").equals("ended"));
  }

  private void choose(int height) {
    tab.menu("Quality").selectOption(height + "p");
  }

  private List<Integer> heights() {
    return tab.menu("Quality").locator("option").allInnerTexts().stream()
        .map(HEIGHT::matcher)
        .filter(Matcher::matches)
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }
}
