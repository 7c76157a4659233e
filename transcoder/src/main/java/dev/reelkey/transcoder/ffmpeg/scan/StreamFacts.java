package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.ffmpeg.Codecs;
import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.probe.AudioTrack;
import dev.reelkey.transcoder.probe.Languages;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import dev.reelkey.transcoder.probe.SampleAspect;
import dev.reelkey.transcoder.probe.SubtitleTrack;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** What the stream headers say, before any packet is read. */
final class StreamFacts {
  private static final int SMALLEST_SIDE = 16;

  private final SourceInput input;
  private final SourceLimits limits;

  StreamFacts(SourceInput input, SourceLimits limits) {
    this.input = input;
    this.limits = limits;
  }

  /** The first moving picture; cover pictures are none. */
  int videoStream() {
    int streams = input.context().nb_streams();
    if (streams > limits.maxStreams()) {
      throw new RefusedException(ProbeRefusal.TOO_MANY_STREAMS);
    }
    for (int i = 0; i < streams; i++) {
      AVStream stream = input.stream(i);
      boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO && !cover) {
        return i;
      }
    }
    throw new RefusedException(ProbeRefusal.NO_VIDEO_TRACK);
  }

  VideoTrack video(int index, long bitsPerSecond) {
    AVStream stream = input.stream(index);
    AVCodecParameters parameters = stream.codecpar();
    requireClear(parameters);
    String codec = codec(parameters);
    if (!Codecs.isPicture(codec)) {
      throw new RefusedException(ProbeRefusal.CODEC_UNSUPPORTED);
    }
    int width = parameters.width();
    int height = parameters.height();
    if (width <= 0 || height <= 0) {
      throw new RefusedException(ProbeRefusal.DAMAGED);
    }
    if ((long) width * height > limits.maxPixels()) {
      throw new RefusedException(ProbeRefusal.TOO_LARGE_PICTURE);
    }
    if (Math.min(width, height) < SMALLEST_SIDE) {
      throw new RefusedException(ProbeRefusal.TOO_SMALL_PICTURE);
    }
    int[] matrix = displayMatrix(parameters);
    var format = avutil.av_get_pix_fmt_name(parameters.format());
    return new VideoTrack(
        index,
        codec,
        parameters.profile(),
        width,
        height,
        rotation(matrix),
        mirrored(matrix),
        aspect(stream),
        format == null ? "" : format.getString(),
        bitsPerSecond);
  }

  /** Those that can be decoded: phones add a track of a kind of their own to an ordinary one. */
  List<AudioTrack> audio() {
    List<AudioTrack> tracks = new ArrayList<>();
    boolean skipped = false;
    for (int i = 0; i < input.context().nb_streams(); i++) {
      AVStream stream = input.stream(i);
      AVCodecParameters parameters = stream.codecpar();
      if (parameters.codec_type() != avutil.AVMEDIA_TYPE_AUDIO) {
        continue;
      }
      requireClear(parameters);
      int channels = parameters.ch_layout().nb_channels();
      if (!Codecs.isSound(codec(parameters)) || parameters.sample_rate() <= 0 || channels <= 0) {
        skipped = true;
        continue;
      }
      tracks.add(
          new AudioTrack(
              i,
              language(stream),
              codec(parameters),
              parameters.profile(),
              parameters.sample_rate(),
              channels,
              Math.max(0, parameters.bit_rate())));
    }
    if (skipped && tracks.isEmpty()) {
      throw new RefusedException(ProbeRefusal.AUDIO_CODEC_UNSUPPORTED);
    }
    return tracks;
  }

  List<SubtitleTrack> subtitles() {
    List<SubtitleTrack> tracks = new ArrayList<>();
    for (int i = 0; i < input.context().nb_streams(); i++) {
      AVStream stream = input.stream(i);
      AVCodecParameters parameters = stream.codecpar();
      boolean text = parameters.codec_type() == avutil.AVMEDIA_TYPE_SUBTITLE;
      if (text && Codecs.isText(codec(parameters))) {
        boolean forced = (stream.disposition() & avformat.AV_DISPOSITION_FORCED) != 0;
        tracks.add(new SubtitleTrack(i, language(stream), codec(parameters), forced));
      }
    }
    return tracks;
  }

  private static void requireClear(AVCodecParameters parameters) {
    int tag = parameters.codec_tag();
    byte[] name = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(tag).array();
    String fourcc = new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
    boolean protectedTag = fourcc.equals("encv") || fourcc.equals("enca");
    byte[] init = Packets.sideData(parameters, avcodec.AV_PKT_DATA_ENCRYPTION_INIT_INFO);
    if (protectedTag || init.length > 0) {
      throw new RefusedException(ProbeRefusal.ENCRYPTED_SOURCE);
    }
  }

  private SampleAspect aspect(AVStream stream) {
    AVRational ratio = avformat.av_guess_sample_aspect_ratio(input.context(), stream, null);
    boolean sane = ratio.num() > 0 && ratio.den() > 0;
    double shape = sane ? (double) ratio.num() / ratio.den() : 1;
    // Beyond 4:1 it is damage and not a camera.
    return shape > 0.25 && shape < 4 && sane
        ? new SampleAspect(ratio.num(), ratio.den())
        : SampleAspect.SQUARE;
  }

  /** The nine numbers of ISO/IEC 14496-12, 8.3.2, or none. */
  private static int[] displayMatrix(AVCodecParameters parameters) {
    byte[] matrix = Packets.sideData(parameters, avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix.length < 36) {
      return new int[0];
    }
    int[] values = new int[9];
    ByteBuffer.wrap(matrix).order(ByteOrder.nativeOrder()).asIntBuffer().get(values);
    return values;
  }

  /** Clockwise, to the nearest right angle. */
  private static int rotation(int[] matrix) {
    double counterClockwise =
        matrix.length == 0 ? Double.NaN : avutil.av_display_rotation_get(matrix);
    if (Double.isNaN(counterClockwise)) {
      return 0;
    }
    return Math.floorMod(-(int) Math.round(counterClockwise / 90) * 90, 360);
  }

  /** Turning alone keeps the sense of the axes. */
  private static boolean mirrored(int[] matrix) {
    return matrix.length > 0 && (double) matrix[0] * matrix[4] - (double) matrix[1] * matrix[3] < 0;
  }

  private static String codec(AVCodecParameters parameters) {
    return avcodec.avcodec_get_name(parameters.codec_id()).getString();
  }

  private static String language(AVStream stream) {
    AVDictionaryEntry entry = avutil.av_dict_get(stream.metadata(), "language", null, 0);
    return entry == null || entry.isNull()
        ? Languages.UNKNOWN
        : Languages.tag(entry.value().getString());
  }
}
