package dev.reelkey.tests.browser;

import com.microsoft.playwright.options.LoadState;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./reelkey bench} measures: medians of whole runs, written as one table. */
class Benchmarks {
  private static final int RUNS = 5;
  private static final Path TABLE = Path.of("target", "bench.md");
  private static final String SCOPES = "videos:write videos:read playback:start sessions:revoke";

  // Somebody with a link who presses the space bar at once; counted from the navigation.
  private static final String PRESS_AT_ONCE =
      "addEventListener('DOMContentLoaded', () => {"
          + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: ' ', bubbles: true}));"
          + " const timer = setInterval(() => {"
          + "   const video = document.querySelector('video');"
          + "   if (!video) return;"
          + "   clearInterval(timer);"
          + "   video.requestVideoFrameCallback(() => window.firstPicture = performance.now());"
          + " }, 1);"
          + "});";

  private static final String PRESS =
      "new Promise(seen => { const pressed = performance.now();"
          + " document.querySelector('video')"
          + ".requestVideoFrameCallback(() => seen(performance.now() - pressed));"
          + " document.querySelector('[data-part=start]').click(); })";

  @TempDir Path directory;

  @Test
  void table() throws Exception {
    List<Double> starts = startToReady();
    List<Double> opened = new ArrayList<>();
    List<Double> pressed = new ArrayList<>();
    double packaging = watch(opened, pressed);
    String text =
        "| what | median | from | to |\n|---|---|---|---|\n"
            + row("`./reelkey up` to the first answer, on a used directory (s)", starts)
            + row("opening the page to the first picture in Chromium, 640×360 (s)", opened)
            + row("pressing play on the open page to the first picture (s)", pressed)
            + row("upload to READY of the 60 s 1080p30 sample, five rungs (s)", List.of(packaging));
    Files.writeString(TABLE, text);
  }

  /** The launcher itself, on a directory that has been started before. */
  private List<Double> startToReady() throws IOException, InterruptedException {
    Path data = directory.resolve("starts");
    List<Double> seconds = new ArrayList<>();
    for (int run = 0; run <= RUNS; run++) {
      int port = RunningReelkey.freePort();
      ApiClient api = new ApiClient(URI.create("http://127.0.0.1:" + port), "");
      long begin = System.nanoTime();
      Process process = up(data, port);
      Waiting.until(
          "an answer",
          Duration.ofSeconds(60),
          () -> api.status("GET", "/.well-known/jwks.json") == 200);
      if (run > 0) {
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
      if (!process.isAlive()) {
        throw new AssertionError("something else answers on port " + port);
      }
      process.destroy();
      process.waitFor(20, TimeUnit.SECONDS);
    }
    return seconds;
  }

  private double watch(List<Double> opened, List<Double> pressed) throws IOException {
    Path small = directory.resolve("small.mp4");
    Path sample = directory.resolve("sample.mp4");
    SampleMedia.write(SampleClip.FPS_23_976, small);
    SampleMedia.write(SampleClip.DEMO, sample);
    try (RunningReelkey reelkey =
            RunningReelkey.start(
                directory.resolve("watch"), Map.of("PLAYBACK_MAX_STREAMS", "100"));
        Chromium chromium = Chromium.start()) {
      ApiClient me = reelkey.api("developer", SCOPES);
      String video = me.uploadReady(small, Duration.ofMinutes(3));
      for (int run = 0; run <= RUNS; run++) {
        try (Tab tab = new Tab(chromium.browser().newContext(), reelkey.url())) {
          tab.page().addInitScript(PRESS_AT_ONCE);
          tab.open("/watch/" + video + "#code=" + reelkey.signInCode());
          tab.await("a picture", () -> (boolean) tab.page().evaluate("window.firstPicture > 0"));
          if (run > 0) {
            opened.add(((Number) tab.page().evaluate("firstPicture")).doubleValue() / 1000);
          }
        }
        try (Tab tab = new Tab(chromium.browser().newContext(), reelkey.url())) {
          tab.open("/watch/" + video + "#code=" + reelkey.signInCode());
          tab.button("Play").waitFor();
          tab.page().waitForLoadState(LoadState.NETWORKIDLE);
          double millis = ((Number) tab.page().evaluate(PRESS)).doubleValue();
          if (run > 0) {
            pressed.add(millis / 1000);
          }
        }
      }
      long begin = System.nanoTime();
      me.uploadReady(sample, Duration.ofMinutes(6));
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static Process up(Path data, int port) throws IOException {
    return new ProcessBuilder(
            Path.of("..", "reelkey").toString(),
            "up",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start();
  }

  private static String row(String what, List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }
}
