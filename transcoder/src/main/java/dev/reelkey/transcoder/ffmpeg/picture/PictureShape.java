package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.probe.VideoTrack;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * How the source's pictures must be changed before they are scaled.
 *
 * @param rotation clockwise degrees
 * @param mirrored whether they are also flipped, upside down where {@code rotation} is 0
 */
public record PictureShape(
    int rotation, boolean mirrored, boolean interlaced, PictureColour colour) {
  public static PictureShape of(AVCodecParameters parameters, VideoTrack track) {
    int order = parameters.field_order();
    boolean interlaced = order != avcodec.AV_FIELD_PROGRESSIVE && order != avcodec.AV_FIELD_UNKNOWN;
    return new PictureShape(
        track.rotation(), track.mirrored(), interlaced, PictureColour.of(parameters));
  }
}
