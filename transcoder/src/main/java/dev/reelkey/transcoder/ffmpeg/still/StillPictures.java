package dev.reelkey.transcoder.ffmpeg.still;

import dev.reelkey.transcoder.ffmpeg.picture.PictureShape;
import dev.reelkey.transcoder.ffmpeg.picture.ScaleGraph;
import dev.reelkey.transcoder.ladder.Stills;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.probe.VideoTrack;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Scales the grabbed pictures, fills the sheet and keeps the best for the poster. */
final class StillPictures implements AutoCloseable {
  private final Stills stills;
  private final PictureShape shape;
  private final Sheet sheet;
  private final AVFrame poster = avutil.av_frame_alloc();
  private double best = -1;

  StillPictures(AVStream stream, VideoTrack track, Stills stills) {
    this.stills = stills;
    this.shape = PictureShape.of(stream.codecpar(), track);
    this.sheet = new Sheet(stills);
  }

  /** Uses one decoded picture for a tile, and for the poster if it shows more than the others. */
  void take(int tile, AVFrame frame) throws IOException {
    List<ScaleGraph.Size> sizes =
        List.of(
            new ScaleGraph.Size(stills.posterWidth(), stills.posterHeight()),
            new ScaleGraph.Size(stills.tileWidth(), stills.tileHeight()));
    try (ScaleGraph graph =
        ScaleGraph.forStills(frame, shape, sizes, (size, scaled) -> scaled(tile, size, scaled))) {
      graph.push(frame);
      graph.finish();
    }
  }

  AVFrame poster() {
    if (best < 0) {
      throw new MediaFailureException(MediaFailure.DAMAGED, "not one picture could be decoded");
    }
    return poster;
  }

  AVFrame storyboard() {
    return sheet.frame();
  }

  private void scaled(int tile, int size, AVFrame scaled) {
    if (size == 1) {
      sheet.put(tile, scaled);
      return;
    }
    // Early pictures stand for the film; later ones must show clearly more.
    double worth = contrast(scaled) / (1 + 0.05 * tile);
    if (worth > best) {
      best = worth;
      avutil.av_frame_unref(poster);
      avutil.av_frame_ref(poster, scaled);
    }
  }

  /** Standard deviation of the brightness: near zero for black, white and fades. */
  private static double contrast(AVFrame frame) {
    byte[] row = new byte[frame.width()];
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (int y = 0; y < frame.height(); y += 8) {
      var plane = new org.bytedeco.javacpp.BytePointer(frame.data(0));
      plane.position((long) y * frame.linesize(0)).get(row);
      for (int x = 0; x < row.length; x += 8) {
        int value = row[x] & 0xFF;
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  @Override
  public void close() {
    avutil.av_frame_free(poster);
    sheet.close();
  }
}
