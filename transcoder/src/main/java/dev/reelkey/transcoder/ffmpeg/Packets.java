package dev.reelkey.transcoder.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Reads FFmpeg's packets and stream headers as plain Java. */
public final class Packets {
  private Packets() {}

  public static byte[] bytes(AVPacket packet) {
    return bytes(packet.data(), packet.size());
  }

  public static byte[] extradata(AVCodecParameters parameters) {
    return bytes(parameters.extradata(), parameters.extradata_size());
  }

  /** PTS, or DTS where the container stores no other. */
  public static long time(AVPacket packet) {
    return packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
  }

  public static boolean isShown(AVPacket packet) {
    return (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0;
  }

  public static boolean isKey(AVPacket packet) {
    return (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
  }

  public static boolean has(AVPacket packet, int sideData) {
    for (int i = 0; i < packet.side_data_elems(); i++) {
      if (packet.side_data().getPointer(i).type() == sideData) {
        return true;
      }
    }
    return false;
  }

  /** The side data of a stream, empty when it has none of that type. */
  public static byte[] sideData(AVCodecParameters parameters, int type) {
    for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
      AVPacketSideData data = parameters.coded_side_data().getPointer(i);
      if (data.type() == type) {
        return bytes(data.data(), (int) data.size());
      }
    }
    return new byte[0];
  }

  private static byte[] bytes(BytePointer pointer, int size) {
    byte[] bytes = new byte[Math.max(0, size)];
    if (bytes.length > 0 && pointer != null && !pointer.isNull()) {
      pointer.capacity(bytes.length).get(bytes);
    }
    return bytes;
  }
}
