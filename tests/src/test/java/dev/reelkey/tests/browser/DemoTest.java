package dev.reelkey.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./reelkey demo FILE}, as the README's first screen tells. */
class DemoTest {
  private static final Pattern WATCH = Pattern.compile("Watch it: +\\S+?(/watch/\\S+)");

  @TempDir Path directory;

  @Test
  void thePrintedAddressSignsInAndPlays() throws Exception {
    Path clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
    try (RunningReelkey demo =
            RunningReelkey.start(
                List.of("demo", clip.toString()), directory.resolve("data"), Map.of(), List.of());
        Chromium chromium = Chromium.start()) {
      Waiting.until("the address", Duration.ofMinutes(3), () -> watchPath(demo).isPresent());

      try (Tab tab = new Tab(chromium.browser().newContext(), demo.url())) {
        tab.open(watchPath(demo).orElseThrow());
        tab.play();
        tab.await("moving pictures", () -> tab.number("position") > 1);

        assertThat(tab.number("granted")).isPositive();
        assertThat(tab.number("refused")).isZero();
      }
    }
  }

  private static Optional<String> watchPath(RunningReelkey demo) {
    Matcher line = WATCH.matcher(demo.log());
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }
}
