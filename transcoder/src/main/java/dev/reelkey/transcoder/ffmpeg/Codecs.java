package dev.reelkey.transcoder.ffmpeg;

import java.util.Map;
import java.util.Set;

/** Which parsers and decoders uploaded bytes may reach: the smallest set that people upload. */
public final class Codecs {
  static final String DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm";

  private static final Map<String, String> PICTURE =
      Map.of(
          "h264", "h264",
          "hevc", "hevc",
          "vp8", "vp8",
          "vp9", "vp9",
          "av1", "libdav1d",
          "mpeg4", "mpeg4",
          "mpeg2video", "mpeg2video",
          "prores", "prores");
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry("aac", "aac"),
          Map.entry("mp3", "mp3float"),
          Map.entry("ac3", "ac3"),
          Map.entry("eac3", "eac3"),
          Map.entry("opus", "opus"),
          Map.entry("vorbis", "vorbis"),
          Map.entry("flac", "flac"),
          Map.entry("alac", "alac"),
          Map.entry("pcm_s16le", "pcm_s16le"),
          Map.entry("pcm_s16be", "pcm_s16be"),
          Map.entry("pcm_s24le", "pcm_s24le"),
          Map.entry("pcm_f32le", "pcm_f32le"));
  private static final Set<String> TEXT = Set.of("mov_text", "subrip", "webvtt", "text");

  static final String DECODERS =
      String.join(",", PICTURE.values()) + "," + String.join(",", SOUND.values());

  private Codecs() {}

  public static boolean isPicture(String codec) {
    return PICTURE.containsKey(codec);
  }

  public static boolean isSound(String codec) {
    return SOUND.containsKey(codec);
  }

  public static boolean isText(String codec) {
    return TEXT.contains(codec);
  }

  /** The one decoder that is used for a codec. */
  public static String decoder(String codec) {
    String picture = PICTURE.get(codec);
    return picture != null ? picture : SOUND.getOrDefault(codec, "none");
  }
}
