package dev.reelkey.transcoder.ffmpeg.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/** How the source's pictures must be changed before they are scaled. */
public record PictureShape(int rotation, boolean interlaced) {
  public static PictureShape of(AVCodecParameters parameters, int rotation) {
    int order = parameters.field_order();
    boolean interlaced = order != avcodec.AV_FIELD_PROGRESSIVE && order != avcodec.AV_FIELD_UNKNOWN;
    return new PictureShape(rotation, interlaced);
  }
}
