package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ts.AvcAccessUnit;
import dev.reelkey.transcoder.ts.AvcParameters;
import dev.reelkey.transcoder.ts.NalUnit;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Looks at every H.264 sample for what stands against copying the stream. */
final class AvcPackets {
  private final boolean avc;
  private final Optional<AvcParameters> parameters;
  private String obstacle = "";

  AvcPackets(AVCodecParameters stream) {
    this.avc = stream.codec_id() == avcodec.AV_CODEC_ID_H264;
    this.parameters = avc ? configuration(Packets.extradata(stream)) : Optional.empty();
    if (parameters.isEmpty()) {
      obstacle = "not H.264 in MP4 form";
    }
  }

  boolean isAvc() {
    return avc;
  }

  /** Why the samples cannot be copied, empty when they can. */
  String obstacle() {
    return obstacle;
  }

  /** Whether the sample is an IDR: the sync flag also stands on open groups of pictures. */
  boolean look(AVPacket packet) {
    if (parameters.isEmpty()) {
      return avc && Packets.isKey(packet);
    }
    if (Packets.has(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA)) {
      obstacle = "several sample descriptions";
    }
    byte[] sample = Packets.bytes(packet);
    List<NalUnit> units;
    try {
      units = NalUnit.ofLengths(sample, parameters.get().lengthBytes());
    } catch (IllegalArgumentException e) {
      obstacle = "damaged samples";
      return false;
    }
    for (NalUnit unit : units) {
      boolean set = unit.type() == NalUnit.SPS || unit.type() == NalUnit.PPS;
      if (set && !parameters.get().has(sample, unit)) {
        obstacle = "parameter sets that change";
      }
    }
    return AvcAccessUnit.isIdr(units);
  }

  private static Optional<AvcParameters> configuration(byte[] extradata) {
    try {
      return Optional.of(AvcParameters.ofConfiguration(extradata));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
