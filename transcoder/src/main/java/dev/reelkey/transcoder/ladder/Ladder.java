package dev.reelkey.transcoder.ladder;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.util.ArrayList;
import java.util.List;

/** Chooses the picture renditions of a source: never upscaled, aspect kept, even sizes. */
public final class Ladder {
  // A rung must save at least this much against the one above, or it only costs time.
  private static final double WORTHWHILE = 0.9;

  // Another encoder, and perhaps a worse codec, needs more than the source for the same picture.
  private static final double HEADROOM = 1.6;
  private static final double SMALLER_NEEDS_MORE = 0.75;
  private static final int LEAST_BITS = 150_000;

  private final Profile profile;

  public Ladder(Profile profile) {
    this.profile = profile;
  }

  /** All rungs encoded, the largest first. */
  public List<VideoRung> encoded(VideoTrack track) {
    int side = topSide(track);
    List<VideoRung> rungs = new ArrayList<>();
    RungSetting top = settingFor(side);
    rungs.add(rung(track, side, top));
    for (RungSetting setting : profile.rungs()) {
      if (setting.height() <= side * WORTHWHILE) {
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
    return settingFor(topSide(track)).maxBitsPerSecond() * 2;
  }

  private VideoRung rung(VideoTrack track, int shorter, RungSetting setting) {
    int side = Math.min(track.displayWidth(), track.displayHeight());
    int width = even((double) track.displayWidth() * shorter / side, track.displayWidth());
    int height = even((double) track.displayHeight() * shorter / side, track.displayHeight());
    return new VideoRung(
        new RenditionName("v" + Math.min(width, height)),
        RungSource.ENCODED,
        width,
        height,
        1,
        setting.crf(),
        cap(track, (double) shorter / side, setting));
  }

  /** The setting's cap, but hardly more than the source has for so many pixels. */
  private static int cap(VideoTrack track, double scale, RungSetting setting) {
    if (track.bitsPerSecond() <= 0) {
      return setting.maxBitsPerSecond();
    }
    double pixels = Math.min(1, scale * scale);
    double enough = track.bitsPerSecond() * HEADROOM * Math.pow(pixels, SMALLER_NEEDS_MORE);
    return (int) Math.max(LEAST_BITS, Math.min(setting.maxBitsPerSecond(), enough));
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

  /** The shorter side of the largest rung. */
  private int topSide(VideoTrack track) {
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

  /** The even number next to it, but none larger than the source. */
  private static int even(double pixels, int most) {
    return Math.max(2, Math.min((int) Math.round(pixels / 2) * 2, most / 2 * 2));
  }
}
