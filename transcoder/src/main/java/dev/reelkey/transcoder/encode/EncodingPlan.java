package dev.reelkey.transcoder.encode;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.ladder.SubtitleRung;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.probe.SourceProbe;
import dev.reelkey.transcoder.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Everything that decides what the media process makes of a source; plain JSON in and out. */
public record EncodingPlan(
    SourceProbe probe,
    Timeline timeline,
    String preset,
    List<VideoRung> video,
    List<AudioRung> audio,
    List<SubtitleRung> subtitles,
    Stills stills,
    List<Chunk> chunks) {

  public EncodingPlan {
    video = List.copyOf(video);
    audio = List.copyOf(audio);
    subtitles = List.copyOf(subtitles);
    chunks = List.copyOf(chunks);
  }

  /** The one place that turns a scanned source into a plan. */
  public static EncodingPlan of(ScannedSource source, Profile profile) {
    return new Planner(source, profile).plan();
  }

  /** All work of the plan; a rendition's task carries the rendition's name. */
  public List<MediaTask> tasks() {
    List<MediaTask> tasks = new ArrayList<>();
    tasks.add(MediaTask.POSTER);
    chunks.forEach(chunk -> tasks.add(MediaTask.video(chunk)));
    audio.forEach(rung -> tasks.add(new MediaTask(rung.name().value())));
    subtitles.forEach(rung -> tasks.add(new MediaTask(rung.name().value())));
    return tasks;
  }

  /** A segment that some task must deliver. */
  public record PlannedSegment(RenditionName rendition, int segment) {}

  /** Everything that a task delivers. */
  public List<PlannedSegment> segmentsOf(MediaTask task) {
    if (task.equals(MediaTask.POSTER)) {
      return List.of(
          new PlannedSegment(Stills.POSTER, 0), new PlannedSegment(Stills.STORYBOARD, 0));
    }
    for (Chunk chunk : chunks) {
      if (task.equals(MediaTask.video(chunk))) {
        return segments(chunk, video.stream().map(VideoRung::name).toList());
      }
    }
    Chunk whole = new Chunk(0, 0, timeline.segments().size());
    return segments(whole, List.of(new RenditionName(task.name())));
  }

  private static List<PlannedSegment> segments(Chunk chunk, List<RenditionName> renditions) {
    List<PlannedSegment> segments = new ArrayList<>();
    for (int i = chunk.firstSegment(); i < chunk.endSegment(); i++) {
      for (RenditionName rendition : renditions) {
        segments.add(new PlannedSegment(rendition, i));
      }
    }
    return segments;
  }
}
