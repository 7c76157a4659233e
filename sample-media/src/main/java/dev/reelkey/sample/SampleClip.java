package dev.reelkey.sample;

import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.FrameTimes;
import dev.reelkey.sample.clip.PixelAspect;
import dev.reelkey.sample.clip.SoundCoding;
import dev.reelkey.sample.clip.SoundTrack;
import dev.reelkey.sample.clip.VideoCoding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The clips that can be made; each differs from the ordinary in one thing that goes wrong. */
public enum SampleClip {
  DEMO(
      "60 s, 1920x1080, 30 fps, fit for passthrough",
      ClipSpec.of(1920, 1080, FrameTimes.constant(30, 1, 60))),
  SHORT("8 s, 640x360, 30 fps", small(FrameTimes.constant(30, 1, 8))),
  FPS_23_976("24000/1001 frames per second", small(FrameTimes.constant(24_000, 1001, 20))),
  FPS_29_97("30000/1001 frames per second", small(FrameTimes.constant(30_000, 1001, 20))),
  FPS_50("50 frames per second", small(FrameTimes.constant(50, 1, 10))),
  VARIABLE_RATE(
      "pictures that last from 20 to 150 ms",
      small(FrameTimes.variable(15, List.of(33, 34, 50, 20, 100, 33, 150, 41)))),
  PORTRAIT("higher than wide", ClipSpec.of(360, 640, FrameTimes.constant(30, 1, 10))),
  TURNED(
      "recorded with a turned phone: a display matrix of 90 degrees",
      small(FrameTimes.constant(30, 1, 10)).turnedByPlayer()),
  UNEVEN_SIZE(
      "326x182: no multiple of 16, hardly one of 2",
      ClipSpec.of(326, 182, FrameTimes.constant(25, 1, 10))),
  ODD_SIZE(
      "427x239 in 4:4:4, which no 4:2:0 rendition can have",
      ClipSpec.of(427, 239, FrameTimes.constant(25, 1, 10)).coded(VideoCoding.H264_FULL_CHROMA)),
  WIDE_PIXELS(
      "480x384 shown as 698x384: pixels that are not square",
      ClipSpec.of(480, 384, FrameTimes.constant(25, 1, 10)).stretched(new PixelAspect(16, 11))),
  SILENT("without audio", small(FrameTimes.constant(30, 1, 10)).sounding()),
  TWO_LANGUAGES(
      "English (beep of 1000 Hz) and German (600 Hz)",
      small(FrameTimes.constant(30, 1, 14))
          .sounding(SoundTrack.standard(), SoundTrack.standard().spoken("deu", 600))),
  SUBTITLES("a mov_text track", small(FrameTimes.constant(30, 1, 14)).withSubtitles()),
  MONO_44100(
      "mono AAC at 44.1 kHz",
      small(FrameTimes.constant(30, 1, 10)).sounding(SoundTrack.standard().sampled(44_100, 1))),
  LATE_SOUND(
      "audio that begins 1.5 s after the picture",
      small(FrameTimes.constant(30, 1, 10)).sounding(SoundTrack.standard().startingAt(1.5))),
  MP3_SOUND(
      "MP3 audio",
      small(FrameTimes.constant(30, 1, 10)).sounding(SoundTrack.standard().coded(SoundCoding.MP3))),
  AC3_SOUND(
      "AC-3 audio",
      small(FrameTimes.constant(30, 1, 10)).sounding(SoundTrack.standard().coded(SoundCoding.AC3))),
  B_FRAMES(
      "H.264 with B-frames and closed GOPs, still fit for passthrough",
      small(FrameTimes.constant(30, 1, 14)).coded(VideoCoding.H264_B_FRAMES)),
  OPEN_GOP(
      "H.264 with open GOPs, which must not be passed through",
      small(FrameTimes.constant(30, 1, 14)).coded(VideoCoding.H264_OPEN_GOP)),
  H264_10_BIT(
      "H.264 High 10", small(FrameTimes.constant(25, 1, 10)).coded(VideoCoding.H264_10_BIT)),
  HEVC_10_BIT("HEVC Main 10", small(FrameTimes.constant(25, 1, 10)).coded(VideoCoding.HEVC_10_BIT));

  private final String description;
  private final ClipSpec spec;

  SampleClip(String description, ClipSpec spec) {
    this.description = description;
    this.spec = spec;
  }

  private static ClipSpec small(FrameTimes times) {
    return ClipSpec.of(640, 360, times);
  }

  /** The clip that a command line calls so, for example {@code fps-29-97}. */
  public static Optional<SampleClip> named(String name) {
    return Stream.of(values()).filter(clip -> clip.commandName().equals(name)).findFirst();
  }

  /** The name in lower case with hyphens. */
  public String commandName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }

  public ClipSpec spec() {
    return spec;
  }
}
