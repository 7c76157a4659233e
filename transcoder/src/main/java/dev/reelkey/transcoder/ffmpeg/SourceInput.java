package dev.reelkey.transcoder.ffmpeg;

import static dev.reelkey.transcoder.ffmpeg.FfmpegError.check;

import dev.reelkey.transcoder.media.helper.SourceReader;
import java.util.BitSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The demuxer over the source. One demuxer is chosen by the file's first bytes, so that no other is
 * even asked; no protocol, no data reference and no codec outside the list is ever opened.
 */
public final class SourceInput implements AutoCloseable {
  private static final int BUFFER = 65_536;
  private static final long PROBE_BYTES = 5_000_000;
  private static final long PROBE_MICROSECONDS = 5_000_000;

  private final SourceCallbacks callbacks;
  private final AVIOContext io;
  private final AVFormatContext context;
  private final BitSet kept = new BitSet();

  private SourceInput(SourceCallbacks callbacks, AVIOContext io, AVFormatContext context) {
    this.callbacks = callbacks;
    this.io = io;
    this.context = context;
  }

  /** Opens the container and looks into its streams; throws {@link FfmpegError}. */
  public static SourceInput open(
      SourceReader source, String demuxer, int maxStreams, int maxPixels) {
    SourceCallbacks callbacks = new SourceCallbacks(source);
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
    AVIOContext io =
        avformat.avio_alloc_context(
            buffer, BUFFER, 0, null, callbacks.read(), null, callbacks.seek());
    AVFormatContext context = avformat.avformat_alloc_context();
    context.pb(io);
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
    context.max_streams(maxStreams);
    context.probesize(PROBE_BYTES);
    context.max_analyze_duration(PROBE_MICROSECONDS);
    context.codec_whitelist(owned(Codecs.DECODERS));
    context.format_whitelist(owned(Codecs.DEMUXERS));
    context.protocol_whitelist(owned("none"));
    AVInputFormat format = avformat.av_find_input_format(demuxer);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "enable_drefs", "0", 0);
    avutil.av_dict_set(options, "use_absolute_path", "0", 0);
    int opened = avformat.avformat_open_input(context, "", format, options);
    avutil.av_dict_free(options);
    check(opened, "open");
    SourceInput input = new SourceInput(callbacks, io, context);
    input.lookIntoStreams(maxPixels);
    return input;
  }

  public AVFormatContext context() {
    return context;
  }

  public AVStream stream(int index) {
    return context.streams(index);
  }

  /** Leaves only these streams for {@link #next}. */
  public void keepOnly(int... wanted) {
    kept.clear();
    for (int stream : wanted) {
      kept.set(stream);
    }
    for (int i = 0; i < context.nb_streams(); i++) {
      context.streams(i).discard(kept.get(i) ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
  }

  /** Fills the next packet of the kept streams; false at the end of the file. */
  public boolean next(AVPacket packet) {
    while (true) {
      int result = avformat.av_read_frame(context, packet);
      if (result == avutil.AVERROR_EOF()) {
        return false;
      }
      check(result, "read a packet");
      // Those that were read while looking into the streams come whether wanted or not.
      if (kept.get(packet.stream_index())) {
        return true;
      }
      avcodec.av_packet_unref(packet);
    }
  }

  /** Moves to the sync sample at or before a decoding time; false when the file cannot. */
  public boolean seek(int stream, long dts) {
    return avformat.av_seek_frame(context, stream, dts, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
  }

  @Override
  public void close() {
    avformat.avformat_close_input(context);
    avformat.avio_context_free(io);
    callbacks.read().close();
    callbacks.seek().close();
  }

  private void lookIntoStreams(int maxPixels) {
    int count = context.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, count))) {
      for (int i = 0; i < count; i++) {
        AVDictionary option = new AVDictionary(null);
        avutil.av_dict_set(option, "max_pixels", Integer.toString(maxPixels), 0);
        options.put(i, option);
      }
      check(avformat.avformat_find_stream_info(context, options), "look into the streams");
    }
  }

  private static BytePointer owned(String text) {
    // The context frees it with av_free.
    return avutil.av_strdup(new BytePointer(text));
  }
}
