package dev.reelkey.transcoder.ffmpeg.picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What the numbers of the source's pictures mean as colours, in the codes of ITU-T H.273.
 *
 * @param rgb whether the pictures are no YUV, so that they get a matrix only here
 */
public record PictureColour(int primaries, int transfer, int matrix, boolean rgb) {
  private static final PictureColour HD =
      new PictureColour(
          avutil.AVCOL_PRI_BT709, avutil.AVCOL_TRC_BT709, avutil.AVCOL_SPC_BT709, false);
  private static final PictureColour NTSC =
      new PictureColour(
          avutil.AVCOL_PRI_SMPTE170M,
          avutil.AVCOL_TRC_SMPTE170M,
          avutil.AVCOL_SPC_SMPTE170M,
          false);
  private static final PictureColour PAL =
      new PictureColour(
          avutil.AVCOL_PRI_BT470BG, avutil.AVCOL_TRC_SMPTE170M, avutil.AVCOL_SPC_BT470BG, false);
  private static final PictureColour ULTRA =
      new PictureColour(
          avutil.AVCOL_PRI_BT2020, avutil.AVCOL_TRC_BT2020_10, avutil.AVCOL_SPC_BT2020_NCL, false);
  private static final int WIDEST_SD = 1279;
  private static final int HIGHEST_SD = 576;

  /** What the headers say; where they are silent, one guess by the source's size for all rungs. */
  static PictureColour of(AVCodecParameters parameters) {
    int transfer = parameters.color_trc();
    PictureColour guess = isHighRange(transfer) ? ULTRA : guess(parameters);
    AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(parameters.format());
    boolean rgb = format != null && (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
    return new PictureColour(
        or(parameters.color_primaries(), avutil.AVCOL_PRI_UNSPECIFIED, guess.primaries),
        or(transfer, avutil.AVCOL_TRC_UNSPECIFIED, guess.transfer),
        rgb ? HD.matrix : or(parameters.color_space(), avutil.AVCOL_SPC_UNSPECIFIED, guess.matrix),
        rgb);
  }

  /** High dynamic range, which has to be brought down for an encoder of 8 bits. */
  boolean isHighRange() {
    return isHighRange(transfer);
  }

  /** The colours of the rungs. */
  PictureColour encoded() {
    return isHighRange() ? HD : this;
  }

  private static boolean isHighRange(int transfer) {
    return transfer == avutil.AVCOL_TRC_SMPTE2084 || transfer == avutil.AVCOL_TRC_ARIB_STD_B67;
  }

  /** As players guess, but once for the source: they would guess each rung by its own size. */
  private static PictureColour guess(AVCodecParameters parameters) {
    int shorter = Math.min(parameters.width(), parameters.height());
    int longer = Math.max(parameters.width(), parameters.height());
    if (longer > WIDEST_SD || shorter > HIGHEST_SD) {
      return HD;
    }
    return shorter == HIGHEST_SD ? PAL : NTSC;
  }

  // Zero is reserved, and for the matrix it is RGB, which YUV pictures cannot have.
  private static int or(int said, int unspecified, int guess) {
    return said <= 0 || said == unspecified ? guess : said;
  }
}
