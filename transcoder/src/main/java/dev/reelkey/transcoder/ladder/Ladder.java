package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.util.ArrayList;
import java.util.List;

/** Chooses the picture renditions of a source: never upscaled, aspect kept, even sizes. */
public final class Ladder {
  // A rung must save at least this much against the one above, or it only costs time.
  private static final double WORTHWHILE = 0.9;

  private final Profile profile;

  public Ladder(Profile profile) {
    this.profile = profile;
  }

  /** All rungs encoded, the largest first. */
  public List<VideoRung> encoded(VideoTrack track) {
    int side = shorterSide(track);
    List<VideoRung> rungs = new ArrayList<>();
    RungSetting top = settingFor(side);
    rungs.add(rung(track, even(side), top));
    for (RungSetting setting : profile.rungs()) {
      if (setting.height() <= side * WORTHWHILE && setting.height() < even(side)) {
        rungs.add(rung(track, setting.height(), setting));
      }
    }
    return withoutTwins(rungs);
  }

  /** The same, but the largest rung is the source's own stream. */
  public List<VideoRung> withPassthrough(VideoTrack track, int reorderDelay) {
    List<VideoRung> rungs = new ArrayList<>(encoded(track));
    VideoRung top = rungs.get(0);
    RenditionName name = top.name();
    rungs.set(
        0,
        new VideoRung(
            name,
            RungSource.PASSTHROUGH,
            track.width(),
            track.height(),
            reorderDelay,
            0,
            (int) track.bitsPerSecond()));
    return rungs;
  }

  /** The bit rate up to which a source of this size is good enough to be copied. */
  public int copyLimit(VideoTrack track) {
    return settingFor(shorterSide(track)).maxBitsPerSecond() * 2;
  }

  private VideoRung rung(VideoTrack track, int shorter, RungSetting setting) {
    int side = shorterSide(track);
    int width = even((double) track.displayWidth() * shorter / side);
    int height = even((double) track.displayHeight() * shorter / side);
    return new VideoRung(
        new RenditionName("v" + Math.min(width, height)),
        RungSource.ENCODED,
        width,
        height,
        1,
        setting.crf(),
        setting.maxBitsPerSecond());
  }

  /** The smallest setting that still covers the picture; the largest one caps everything above. */
  private RungSetting settingFor(int side) {
    RungSetting found = profile.rungs().get(0);
    for (RungSetting setting : profile.rungs()) {
      if (setting.height() >= side) {
        found = setting;
      }
    }
    return found;
  }

  private int shorterSide(VideoTrack track) {
    int side = Math.min(track.displayWidth(), track.displayHeight());
    return Math.min(side, profile.rungs().get(0).height());
  }

  private static List<VideoRung> withoutTwins(List<VideoRung> rungs) {
    List<VideoRung> distinct = new ArrayList<>();
    for (VideoRung rung : rungs) {
      if (distinct.stream().noneMatch(other -> other.name().equals(rung.name()))) {
        distinct.add(rung);
      }
    }
    return distinct;
  }

  private static int even(double pixels) {
    return Math.max(2, (int) Math.round(pixels / 2) * 2);
  }
}
