package dev.reelkey.transcoder.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleGraphTest {
  private static final PictureColour PLAIN = new PictureColour(1, 1, 1, false);
  private static final PictureColour PQ = new PictureColour(9, 16, 9, false);
  private static final int SIDE = 64;
  private static final int[][] QUARTERS = {{40, 90}, {140, 190}};

  @ParameterizedTest
  @CsvSource({
    "0,   false, 40,  90,  140, 190",
    "90,  false, 140, 40,  190, 90",
    "180, false, 190, 140, 90,  40",
    "270, false, 90,  190, 40,  140",
    "0,   true,  140, 190, 40,  90",
    "90,  true,  40,  140, 90,  190",
    "180, true,  90,  40,  190, 140",
    "270, true,  190, 90,  140, 40"
  })
  void picturesAreTurnedAndFlippedUpright(
      int rotation, boolean mirrored, int topLeft, int topRight, int bottomLeft, int bottomRight)
      throws IOException {
    AVFrame quarters = DrawnPicture.of(SIDE, SIDE, (x, y) -> QUARTERS[y * 2 / SIDE][x * 2 / SIDE]);

    AVFrame shown =
        through(new PictureShape(rotation, mirrored, false, PLAIN), List.of(quarters)).get(0);

    assertThat(DrawnPicture.luma(shown, 16, 16)).isCloseTo(topLeft, within(2));
    assertThat(DrawnPicture.luma(shown, 48, 16)).isCloseTo(topRight, within(2));
    assertThat(DrawnPicture.luma(shown, 16, 48)).isCloseTo(bottomLeft, within(2));
    assertThat(DrawnPicture.luma(shown, 48, 48)).isCloseTo(bottomRight, within(2));
  }

  @Test
  void interlacedPicturesLoseTheirComb() throws IOException {
    List<AVFrame> asTheyAre = through(new PictureShape(0, false, false, PLAIN), movingFields());
    List<AVFrame> deinterlaced = through(new PictureShape(0, false, true, PLAIN), movingFields());

    assertThat(deinterlaced).hasSameSizeAs(asTheyAre);
    assertThat(comb(deinterlaced.get(3))).isLessThan(comb(asTheyAre.get(3)) / 4);
  }

  @Test
  void highDynamicRangeIsBroughtDownEvenWhereOnlyTheHeaderTells() throws IOException {
    // Black, 10, 100 and 1000 candela per square metre, as PQ codes them in 10 bits.
    int[] codes = {64, 325, 509, 722};
    AVFrame steps = DrawnPicture.deep(SIDE, SIDE, (x, y) -> codes[x * 4 / SIDE]);
    steps.color_range(avutil.AVCOL_RANGE_MPEG);

    AVFrame shown = through(new PictureShape(0, false, false, PQ), List.of(steps)).get(0);

    int black = DrawnPicture.luma(shown, 8, 32);
    int dim = DrawnPicture.luma(shown, 24, 32);
    int bright = DrawnPicture.luma(shown, 40, 32);
    int brightest = DrawnPicture.luma(shown, 56, 32);
    assertThat(black).isCloseTo(16, within(3));
    assertThat(dim).isBetween(black + 15, bright - 15);
    assertThat(brightest).isBetween(bright + 15, 236);
    assertThat(shown.colorspace()).isEqualTo(avutil.AVCOL_SPC_BT709);
    assertThat(shown.color_trc()).isEqualTo(avutil.AVCOL_TRC_BT709);
  }

  private static List<AVFrame> through(PictureShape shape, List<AVFrame> pictures)
      throws IOException {
    List<AVFrame> shown = new ArrayList<>();
    List<ScaleGraph.Size> sizes = List.of(new ScaleGraph.Size(SIDE, SIDE));
    try (ScaleGraph graph =
        ScaleGraph.forVideo(
            pictures.get(0),
            shape,
            sizes,
            (size, frame) -> shown.add(avutil.av_frame_clone(frame)))) {
      for (int i = 0; i < pictures.size(); i++) {
        pictures.get(i).pts(i);
        graph.push(pictures.get(i));
      }
      graph.finish();
    }
    return shown;
  }

  /** A bar that moves on from field to field. */
  private static List<AVFrame> movingFields() {
    List<AVFrame> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int frame = i;
      AVFrame drawn =
          DrawnPicture.of(
              SIDE,
              SIDE,
              (x, y) -> {
                int left = (frame * 2 + y % 2) * 5;
                return x >= left && x < left + 10 ? 200 : 50;
              });
      drawn.flags(AVFrame.AV_FRAME_FLAG_INTERLACED | AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST);
      frames.add(drawn);
    }
    return frames;
  }

  private static long comb(AVFrame frame) {
    long sum = 0;
    for (int y = 8; y < SIDE - 8; y++) {
      for (int x = 0; x < SIDE; x++) {
        int here = DrawnPicture.luma(frame, x, y);
        sum +=
            Math.abs(
                2 * here - DrawnPicture.luma(frame, x, y - 1) - DrawnPicture.luma(frame, x, y + 1));
      }
    }
    return sum;
  }
}
