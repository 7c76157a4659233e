package dev.reelkey.sample.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerScope;

/** A clip read back whole: every picture's time and brightness, every track's sound. */
public final class DecodedClip {
  private final DecodedVideo video;
  private final List<DecodedSound> sound = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private DecodedClip(AVFormatContext context) {
    List<DecodedTrack> tracks = new ArrayList<>();
    for (int n = 0; n < context.nb_streams(); n++) {
      int type = context.streams(n).codecpar().codec_type();
      if (type == AVMEDIA_TYPE_VIDEO) {
        tracks.add(new DecodedVideo(context.streams(n)));
      } else if (type == AVMEDIA_TYPE_AUDIO) {
        tracks.add(new DecodedSound(context.streams(n)));
      } else {
        tracks.add(new DecodedLines(lines));
      }
    }
    video = (DecodedVideo) tracks.get(0);
    tracks.stream()
        .filter(DecodedSound.class::isInstance)
        .forEach(t -> sound.add((DecodedSound) t));
    AVPacket packet = av_packet_alloc();
    while (av_read_frame(context, packet) >= 0) {
      tracks.get(packet.stream_index()).take(packet);
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    tracks.forEach(DecodedTrack::finish);
  }

  public static DecodedClip read(Path file) {
    try (PointerScope scope = new PointerScope()) {
      AVFormatContext context = new AVFormatContext(null);
      EncodingFailedException.check(
          avformat_open_input(context, file.toString(), null, (AVDictionary) null), "open");
      EncodingFailedException.check(
          avformat_find_stream_info(context, (AVDictionary) null), "stream info");
      try {
        return new DecodedClip(context);
      } finally {
        avformat_close_input(context);
      }
    }
  }

  public DecodedVideo video() {
    return video;
  }

  public List<DecodedSound> sound() {
    return sound;
  }

  /** The texts of the subtitles. */
  public List<String> lines() {
    return lines;
  }
}
