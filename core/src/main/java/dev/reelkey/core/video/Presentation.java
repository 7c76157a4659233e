package dev.reelkey.core.video;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The set of playlists a session sees, as it lies in {@code videos/{id}/presentation/}. Written
 * once from what was really stored; the multivariant playlist of every session comes from it.
 *
 * @param number counts from 1 in a generation
 * @param targetDuration EXT-X-TARGETDURATION of all its media playlists, seconds
 * @param durationSeconds sum of the segments' durations
 * @param poster object file below the rendition {@code poster}, or null
 * @param storyboard object file of the tiles' WebVTT below {@code storyboard}, or null
 */
public record Presentation(
    VideoId video,
    GenerationId generation,
    int number,
    int targetDuration,
    double durationSeconds,
    List<VideoRendition> videos,
    List<AudioRendition> audios,
    List<SubtitleRendition> subtitles,
    @Nullable String poster,
    @Nullable String storyboard) {
  public Presentation {
    videos = List.copyOf(videos);
    audios = List.copyOf(audios);
    subtitles = List.copyOf(subtitles);
  }

  /**
   * One picture quality.
   *
   * @param codec RFC 6381, for example {@code avc1.64001f}
   * @param frameRate pictures a second, for FRAME-RATE
   * @param peakBitsPerSecond of the encrypted segments alone, without audio (HLS2 4.4.6.2)
   */
  public record VideoRendition(
      RenditionName name,
      String codec,
      int width,
      int height,
      double frameRate,
      long peakBitsPerSecond,
      long averageBitsPerSecond,
      List<Segment> segments) {
    public VideoRendition {
      segments = List.copyOf(segments);
    }
  }

  /**
   * One language of sound.
   *
   * @param language BCP 47; {@code und} where the source does not say
   * @param label NAME of EXT-X-MEDIA
   */
  public record AudioRendition(
      RenditionName name,
      String codec,
      String language,
      String label,
      boolean preferred,
      int channels,
      long peakBitsPerSecond,
      long averageBitsPerSecond,
      List<Segment> segments) {
    public AudioRendition {
      segments = List.copyOf(segments);
    }
  }

  /** One language of subtitles, WebVTT. */
  public record SubtitleRendition(
      RenditionName name, String language, String label, boolean forced, List<Segment> segments) {
    public SubtitleRendition {
      segments = List.copyOf(segments);
    }
  }

  /**
   * One stored segment.
   *
   * @param file name below the rendition
   * @param bytes of the ciphertext
   * @param seconds its EXTINF
   * @param sha256 of the ciphertext, lower-case hex
   * @param iv 32 upper-case hex digits
   */
  public record Segment(
      String file, long bytes, double seconds, String sha256, KeyId key, String iv) {}
}
