package dev.reelkey.tests.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What browser tests share: a running Reelkey with one film ready to be watched, and a Chromium.
 */
final class Stage implements AutoCloseable {
  /** So narrow that only the smallest quality is chosen by itself. */
  static final NewContextOptions STRIP = new NewContextOptions().setViewportSize(380, 900);

  private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1280, 900);
  private static final String SCOPES = "videos:write videos:read playback:start sessions:revoke";
  // Every test is the same viewer, and a tab that is torn down lets go only after a while.
  private static final Map<String, String> MANY_TABS = Map.of("PLAYBACK_MAX_STREAMS", "100");
  private static final Duration PREPARED = Duration.ofMinutes(3);

  private final Path folder;
  private final Path clip;
  private final RunningReelkey reelkey;
  private final Chromium chromium;
  private final String token;
  private final ApiClient api;
  private final String video;

  private Stage(Path folder, Path clip, RunningReelkey reelkey) {
    this.folder = folder;
    this.clip = clip;
    this.reelkey = reelkey;
    token = reelkey.cli("token", "--subject", "viewer", "--scope", SCOPES).out().strip();
    api = new ApiClient(reelkey.url(), token);
    video = api.uploadReady(clip, PREPARED);
    chromium = Chromium.start();
  }

  private static Stage set() {
    try {
      Path folder = Files.createTempDirectory("reelkey-browser");
      Path clip = folder.resolve("twenty_seconds.mp4");
      // Two key periods and a frame rate that divides nothing evenly.
      SampleMedia.write(SampleClip.FPS_23_976, clip);
      Path data = Files.createDirectory(folder.resolve("data"));
      RunningReelkey reelkey = RunningReelkey.start(data, MANY_TABS);
      try {
        return new Stage(folder, clip, reelkey);
      } catch (RuntimeException | AssertionError noStage) {
        reelkey.close();
        throw noStage;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RunningReelkey reelkey() {
    return reelkey;
  }

  ApiClient api() {
    return api;
  }

  String token() {
    return token;
  }

  /** The film's id; tests leave it as it is. */
  String video() {
    return video;
  }

  /** The film as a file, to be uploaded again. */
  Path clip() {
    return clip;
  }

  /** A tab of its own, with nothing left of earlier tests. */
  Tab tab() {
    return tab(WIDE);
  }

  Tab tab(NewContextOptions look) {
    return new Tab(chromium.browser().newContext(look), reelkey.url());
  }

  /** A tab that is signed in and shows the film, not yet playing. */
  Tab watching() {
    return watching(WIDE);
  }

  /** As {@link #watching()}, so narrow that only the smallest quality is chosen by itself. */
  Tab watchingInAStrip() {
    return watching(STRIP);
  }

  private Tab watching(NewContextOptions look) {
    Tab tab = tab(look);
    tab.open("/watch/" + video);
    tab.signIn(token);
    return tab;
  }

  @Override
  public void close() {
    chromium.close();
    reelkey.discard();
    try {
      Files.delete(clip);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the one stage of a test run to whoever asks for it. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(Stage.class, key -> set(), Stage.class);
    }
  }
}
