package dev.reelkey.sample.ffmpeg;

import static dev.reelkey.sample.ffmpeg.EncodingFailedException.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An MP4 file that is being written, index in front. */
final class Mp4File implements AutoCloseable {
  private final AVFormatContext context = new AVFormatContext(null);

  Mp4File(Path file) {
    check(avformat_alloc_output_context2(context, null, "mp4", file.toString()), "mp4 muxer");
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "open file");
    context.pb(io);
  }

  AVStream addStream() {
    return avformat_new_stream(context, null);
  }

  /** Writes the header, after which no stream can be added. */
  void start(int videoTicksPerSecond) {
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "faststart", 0);
    av_dict_set(options, "video_track_timescale", String.valueOf(videoTicksPerSecond), 0);
    check(avformat_write_header(context, options), "mp4 header");
    av_dict_free(options);
  }

  /** Writes a packet, which is empty afterwards. */
  void write(AVPacket packet, AVStream stream, AVRational timeBase) {
    packet.stream_index(stream.index());
    av_packet_rescale_ts(packet, timeBase, stream.time_base());
    check(av_interleaved_write_frame(context, packet), "write packet");
  }

  void finish() {
    check(av_write_trailer(context), "mp4 trailer");
  }

  @Override
  public void close() {
    AVIOContext io = context.pb();
    if (io != null) {
      avio_closep(io);
    }
    avformat_free_context(context);
  }
}
