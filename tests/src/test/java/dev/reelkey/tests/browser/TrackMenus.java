package dev.reelkey.tests.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.SelectOption;
import dev.reelkey.tests.hls.Attributes;
import dev.reelkey.tests.hls.MultivariantPlaylist;
import java.util.ArrayList;
import java.util.List;

/** The menus of languages and subtitles, as far as a film has a choice; each entry is chosen. */
public final class TrackMenus {
  /** The entry that takes subtitles away. */
  public static final String NO_SUBTITLES = "No subtitles";

  private static final double A_WHILE = 0.7;
  private static final String SHOWN =
      "[...document.querySelector('video').textTracks]"
          + ".filter(track => track.mode === 'showing' && track.cues?.length > 0)"
          + ".map(track => track.label).join()";

  private final Tab tab;
  private final List<Attributes> languages;
  private final List<Attributes> subtitles;
  private final List<String> chosen = new ArrayList<>();

  TrackMenus(Tab tab, String multivariant) {
    this.tab = tab;
    List<Attributes> media = MultivariantPlaylist.parse(multivariant).media();
    languages = media.stream().filter(each -> each.text("TYPE").equals("AUDIO")).toList();
    subtitles = media.stream().filter(each -> each.text("TYPE").equals("SUBTITLES")).toList();
  }

  /** Returns the names of all that were chosen; each must be what is then heard or read. */
  List<String> visit() {
    if (languages.size() > 1) {
      // The first one is heard already, so that it is a change only as the last.
      for (int n = languages.size() - 1; n >= 0; n--) {
        hear(languages.get(n));
      }
    }
    for (Attributes each : subtitles) {
      String name = each.text("NAME");
      choose("Subtitles", name);
      tab.await("the lines of " + name, () -> name.equals(tab.page().evaluate(SHOWN)));
      goesOn("Subtitles", name);
    }
    if (!subtitles.isEmpty()) {
      choose("Subtitles", NO_SUBTITLES);
      tab.await("no lines", () -> "".equals(tab.page().evaluate(SHOWN)));
      goesOn("Subtitles", NO_SUBTITLES);
    }
    return chosen;
  }

  private void hear(Attributes language) {
    String uri = language.text("URI");
    String folder = uri.substring(0, uri.lastIndexOf('/')).replaceFirst("^.*/", "/") + "/";
    Response segment =
        tab.page()
            .waitForResponse(
                answer -> answer.url().matches(".*" + folder + "[0-9]{6}-.*"),
                () -> choose("Audio", language.text("NAME")));
    if (segment.status() != 200) {
      throw new AssertionError(segment.url() + " answers " + segment.status());
    }
    goesOn("Audio", language.text("NAME"));
  }

  private void choose(String menu, String name) {
    tab.seek(0);
    tab.awaitState("playing");
    tab.menu(menu).selectOption(new SelectOption().setLabel(name));
  }

  /** The page writes into its menus what its player says, each time that the picture moves. */
  private void goesOn(String menu, String name) {
    double from = tab.number("position");
    tab.await("the picture after " + name, () -> tab.number("position") > from + A_WHILE);
    Locator selected = tab.menu(menu).locator("option:checked");
    tab.await(name + " in the menu", () -> name.equals(selected.innerText()));
    chosen.add(name);
  }
}
