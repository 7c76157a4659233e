package dev.reelkey.transcoder.encode;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.Ladder;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.probe.AudioTrack;
import dev.reelkey.transcoder.probe.SourceProbe;
import dev.reelkey.transcoder.probe.SubtitleTrack;
import dev.reelkey.transcoder.timeline.Cuts;
import dev.reelkey.transcoder.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of a generation from what the scan found. */
final class Planner {
  private static final int HIGHEST_COPY_AUDIO_BITS = 330_000;
  private static final int ENCODED_SAMPLE_RATE = 48_000;

  private final ScannedSource source;
  private final Profile profile;

  Planner(ScannedSource source, Profile profile) {
    this.source = source;
    this.profile = profile;
  }

  EncodingPlan plan() {
    SourceProbe probe = source.probe();
    Ladder ladder = new Ladder(profile);
    Cuts cuts = new Cuts(profile.segmentSeconds());
    List<Timeline> copied = copyAllowed(ladder) ? cuts.atIdrs(source.pictures()) : List.of();
    List<VideoRung> video =
        copied.isEmpty()
            ? ladder.encoded(probe.video())
            : ladder.withPassthrough(probe.video(), source.copy().reorderDelay());
    Timeline timeline = copied.isEmpty() ? cuts.anywhere(source.pictures()) : copied.get(0);
    return new EncodingPlan(
        probe,
        timeline,
        profile.preset(),
        video,
        audio(),
        subtitles(),
        Stills.of(probe.video(), (long) (timeline.durationSeconds() * 1000)),
        chunks(timeline));
  }

  private boolean copyAllowed(Ladder ladder) {
    return source.copy().possible()
        && Math.min(source.probe().video().width(), source.probe().video().height())
            <= profile.rungs().get(0).height()
        && source.probe().video().bitsPerSecond() <= ladder.copyLimit(source.probe().video());
  }

  private List<AudioRung> audio() {
    List<AudioRung> rungs = new ArrayList<>();
    Set<String> languages = new HashSet<>();
    for (AudioTrack track : source.probe().audio()) {
      if (languages.add(track.language())) {
        rungs.add(audioRung(track));
      }
    }
    return rungs;
  }

  private AudioRung audioRung(AudioTrack track) {
    RenditionName name = new RenditionName("audio-" + track.language());
    boolean copy =
        source.copyableAudio().contains(track.stream())
            && track.channels() <= 2
            && (track.sampleRate() == 48_000 || track.sampleRate() == 44_100)
            && track.bitsPerSecond() <= HIGHEST_COPY_AUDIO_BITS;
    if (copy) {
      return new AudioRung(
          name,
          track.language(),
          track.stream(),
          RungSource.PASSTHROUGH,
          track.sampleRate(),
          track.channels(),
          (int) track.bitsPerSecond());
    }
    int channels = Math.min(2, track.channels());
    return new AudioRung(
        name,
        track.language(),
        track.stream(),
        RungSource.ENCODED,
        track.sampleRate() == 44_100 ? 44_100 : ENCODED_SAMPLE_RATE,
        channels,
        profile.audioBitsPerSecond() * channels / 2);
  }

  private List<SubtitleRung> subtitles() {
    List<SubtitleRung> rungs = new ArrayList<>();
    Set<String> languages = new HashSet<>();
    for (SubtitleTrack track : source.probe().subtitles()) {
      if (languages.add(track.language())) {
        rungs.add(
            new SubtitleRung(
                new RenditionName("sub-" + track.language()),
                track.language(),
                track.stream(),
                track.forced()));
      }
    }
    return rungs;
  }

  private List<Chunk> chunks(Timeline timeline) {
    List<Chunk> chunks = new ArrayList<>();
    int first = 0;
    double length = 0;
    for (int i = 0; i < timeline.segments().size(); i++) {
      double segment = timeline.durationSeconds(i);
      // Half a segment of slack, so that a minute of 6.006 s segments is still one chunk.
      if (i > first && length + segment / 2 > profile.chunkSeconds()) {
        chunks.add(new Chunk(chunks.size(), first, i - first));
        first = i;
        length = 0;
      }
      length += segment;
    }
    chunks.add(new Chunk(chunks.size(), first, timeline.segments().size() - first));
    return chunks;
  }
}
