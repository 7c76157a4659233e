package dev.reelkey.tests.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.hls.Conformance;
import dev.reelkey.tests.hls.PresentationDownload;
import dev.reelkey.tests.hls.StoredPresentation;
import dev.reelkey.tests.hls.Subtitles;
import dev.reelkey.tests.library.Clip;
import dev.reelkey.tests.library.Library;
import dev.reelkey.tests.measure.Fidelity;
import dev.reelkey.tests.measure.Source;
import dev.reelkey.tests.measure.StreamMeasurement;
import dev.reelkey.tests.system.ApiClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One clip from its file through the system to what a viewer sees. */
final class Passage {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private final ApiClient owner;
  private final Clip clip;
  private final String video;
  private final Source source;

  private Passage(ApiClient owner, Clip clip, String video, Source source) {
    this.owner = owner;
    this.clip = clip;
    this.video = video;
    this.source = source;
  }

  /** Decodes the source while the system works. */
  static Passage begin(ApiClient owner, Clip clip, Library.Stored sent) {
    return new Passage(owner, clip, sent.video(), Source.of(sent.file()));
  }

  /**
   * Waits for READY and looks at everything.
   *
   * @param segmentsPerPeriod what the system is set to
   */
  Outcome end(int segmentsPerPeriod) {
    JsonNode end = owner.awaitEnd(video, LIMIT);
    if (!"READY".equals(end.path("state").asText())) {
      throw new AssertionError(clip + " ended as " + end);
    }
    // A viewer may watch few streams at once.
    JsonNode session = owner.openSession(video, "viewer-of-" + clip);
    URI manifest = URI.create(session.get("manifest_url").asText());
    String authorization = "Bearer " + session.get("playback_token").asText();
    StoredPresentation stored = new PresentationDownload(manifest, authorization).fetch();
    List<String> broken = new ArrayList<>();
    Conformance.broken(stored).forEach(each -> broken.add(each.toString()));
    Conformance.longLivedKeys(stored, segmentsPerPeriod)
        .forEach(each -> broken.add(each.toString()));
    StreamMeasurement seen =
        StreamMeasurement.decode(manifest, stored.multivariant(), authorization);
    Fidelity fidelity = clip.flashes() ? seen.againstSample(source) : seen.against(source);
    return new Outcome(broken, fidelity.problems(), Subtitles.joined(stored), UsedKey.of(stored));
  }
}
