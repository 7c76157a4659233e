package dev.reelkey.playback.origin;

import dev.reelkey.core.layout.MediaPath;

/** MIME types of what lies under {@code media/} (HLS2 4; AAS 10.4). */
final class MediaType {
  private MediaType() {}

  static String of(MediaPath path) {
    String file = path.file();
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "m3u8" -> "application/vnd.apple.mpegurl";
      case "ts" -> "video/mp2t";
      case "m4s" -> path.rendition().value().startsWith("audio-") ? "audio/mp4" : "video/mp4";
      case "vtt" -> "text/vtt";
      case "jpg" -> "image/jpeg";
      default -> "application/octet-stream";
    };
  }
}
