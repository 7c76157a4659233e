package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.FrameTimes;
import dev.reelkey.sample.clip.SoundTrack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** Makes a clip from its description, all tracks in step. */
public final class ClipWriter {
  private final ClipSpec clip;
  private final VideoTrack video;
  private final List<SideTrack> sideTracks = new ArrayList<>();

  private ClipWriter(ClipSpec clip, Mp4File file) {
    this.clip = clip;
    this.video = new VideoTrack(clip, file);
    for (SoundTrack track : clip.sound()) {
      sideTracks.add(new AudioTrack(clip, track, file));
    }
    if (clip.subtitled()) {
      sideTracks.add(new SubtitleTrack(clip, file));
    }
  }

  /** Writes the clip as MP4 over whatever the file holds. */
  public static void write(ClipSpec clip, Path path) {
    av_log_set_level(AV_LOG_ERROR);
    try (PointerScope scope = new PointerScope();
        Mp4File file = new Mp4File(path)) {
      ClipWriter writer = new ClipWriter(clip, file);
      try {
        file.start(clip.times().ticksPerSecond());
        writer.writeTracks();
        file.finish();
      } finally {
        writer.close();
      }
    }
  }

  private void writeTracks() {
    FrameTimes times = clip.times();
    for (int frame = 0; frame < times.count(); frame++) {
      video.encode(frame);
      double now = times.startSeconds(frame);
      sideTracks.forEach(track -> track.writeUntil(now));
    }
    sideTracks.forEach(track -> track.writeUntil(times.seconds()));
    video.finish();
    sideTracks.forEach(SideTrack::finish);
  }

  private void close() {
    video.close();
    sideTracks.forEach(SideTrack::close);
  }
}
