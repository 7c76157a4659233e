package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.timeline.TimeBase;
import dev.reelkey.transcoder.ts.Adts;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Follows one sound track: whether its AAC frames cover the pictures without a gap. */
final class SoundPackets {
  // Matroska rounds to milliseconds; more than that is a gap that a copy would keep.
  private static final double TOLERANCE_SECONDS = 0.003;
  private static final int OBJECT_TYPE_LC = 2;

  private final TimeBase timeBase;
  private final int sampleRate;
  private boolean copyable;
  private double first = Double.NaN;
  private double end;
  private long frames;
  private long bytes;

  SoundPackets(TimeBase timeBase, AVCodecParameters parameters) {
    this.timeBase = timeBase;
    this.sampleRate = parameters.sample_rate();
    this.copyable =
        parameters.codec_id() == avcodec.AV_CODEC_ID_AAC
            && isPlainLc(
                Packets.extradata(parameters), sampleRate, parameters.ch_layout().nb_channels());
  }

  void add(AVPacket packet) {
    bytes += packet.size();
    long time = Packets.time(packet);
    if (time == avutil.AV_NOPTS_VALUE) {
      copyable = false;
      return;
    }
    double at = timeBase.seconds(time);
    if (Double.isNaN(first)) {
      first = at;
    }
    if (Math.abs(first + seconds(frames) - at) > TOLERANCE_SECONDS) {
      copyable = false;
    }
    frames++;
    end = at + seconds(1);
  }

  /** Whether the frames can be copied for pictures of this range. */
  boolean copyableOver(double from, double to) {
    double frame = seconds(1);
    return copyable && frames > 0 && first <= from + frame && end >= to - frame;
  }

  /** Whether there was any sound at all. */
  boolean heard() {
    return frames > 0 || bytes > 0;
  }

  long bitsPerSecond() {
    return frames == 0 ? 0 : Math.round(bytes * 8 / seconds(frames));
  }

  private double seconds(long count) {
    return (double) count * Adts.SAMPLES_PER_FRAME / sampleRate;
  }

  /** From the AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1): LC, rate by index, mono or stereo. */
  private static boolean isPlainLc(byte[] config, int sampleRate, int channels) {
    if (config.length < 2) {
      return false;
    }
    int objectType = (config[0] & 0xFF) >> 3;
    int rateIndex = (config[0] & 7) << 1 | (config[1] & 0xFF) >> 7;
    int configured = (config[1] & 0x78) >> 3;
    boolean longFrames = (config[1] & 4) == 0;
    // A decoder that found another rate found spectral band replication: no plain LC.
    boolean sameRate = Adts.rateOf(rateIndex) == sampleRate;
    return objectType == OBJECT_TYPE_LC && sameRate && configured == channels && longFrames;
  }
}
