package dev.reelkey.transcoder.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.encode.Chunk;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.ladder.VideoRung;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.timeline.FrameRun;
import dev.reelkey.transcoder.timeline.SeekPoint;
import dev.reelkey.transcoder.timeline.TimeBase;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.timeline.TimelineSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungColourTest {
  private static final int PICTURES = 10;
  @TempDir private Path directory;

  // Unspecified is 2; 1 is BT.709, 5 and 6 are BT.601, 9 is BT.2020, 16 PQ, 18 HLG.
  @ParameterizedTest
  @CsvSource({
    "1920, 1080, 2, 2,  2, 1, 1,  1",
    "720,  1280, 2, 2,  2, 1, 1,  1",
    "640,  360,  2, 2,  2, 6, 6,  6",
    "720,  576,  2, 2,  2, 5, 6,  5",
    "640,  360,  1, 1,  1, 1, 1,  1",
    "1920, 1080, 5, 6,  2, 5, 6,  1",
    "1920, 1080, 9, 14, 9, 9, 14, 9",
    "1920, 1080, 9, 16, 9, 1, 1,  1",
    "1920, 1080, 2, 18, 2, 1, 1,  1"
  })
  void everyRungSaysTheColoursOfTheSource(
      int width,
      int height,
      int primaries,
      int transfer,
      int matrix,
      int saidPrimaries,
      int saidTransfer,
      int saidMatrix)
      throws IOException {
    AVCodecParameters source = avcodec.avcodec_parameters_alloc();
    source.width(width).height(height).format(avutil.AV_PIX_FMT_YUV420P);
    source.color_primaries(primaries).color_trc(transfer).color_space(matrix);

    AVCodecParameters said = probe(encoded(PictureColour.of(source).encoded()));

    assertThat(said.color_primaries()).isEqualTo(saidPrimaries);
    assertThat(said.color_trc()).isEqualTo(saidTransfer);
    assertThat(said.color_space()).isEqualTo(saidMatrix);
    assertThat(said.color_range()).isEqualTo(avutil.AVCOL_RANGE_MPEG);
  }

  private static byte[] encoded(PictureColour colour) throws IOException {
    Timeline timeline =
        new Timeline(
            new TimeBase(1, 25),
            List.of(
                new TimelineSegment(0, List.of(new FrameRun(1, PICTURES)), new SeekPoint(0, 0))));
    ChunkPictures chunk = new ChunkPictures(timeline, new Chunk(0, 0, 1));
    VideoRung rung =
        new VideoRung(new RenditionName("v64"), RungSource.ENCODED, 64, 64, 1, 28, 200_000);
    KeptBytes sink = new KeptBytes();
    EncoderClock clock = new EncoderClock(timeline, chunk.clock());
    try (RungEncoder encoder =
        new RungEncoder(chunk, clock, rung, colour, "ultrafast", sink, new BitSet())) {
      for (int i = 0; i < PICTURES; i++) {
        int shift = i;
        encoder.encode(DrawnPicture.of(64, 64, (x, y) -> 60 + (x + y + shift) % 64), i);
      }
      encoder.finish();
    }
    return sink.bytes.toByteArray();
  }

  private AVCodecParameters probe(byte[] stream) throws IOException {
    Path file = Files.write(directory.resolve("segment.ts"), stream);
    AVFormatContext input = new AVFormatContext(null);
    AVInputFormat guessed = null;
    AVDictionary none = null;
    assertThat(avformat.avformat_open_input(input, file.toString(), guessed, none)).isZero();
    PointerPointer<?> nothing = null;
    assertThat(avformat.avformat_find_stream_info(input, nothing)).isNotNegative();
    AVCodecParameters said = avcodec.avcodec_parameters_alloc();
    avcodec.avcodec_parameters_copy(said, input.streams(0).codecpar());
    avformat.avformat_close_input(input);
    return said;
  }

  private static final class KeptBytes implements SegmentSink, SegmentSink.SegmentWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public SegmentWriter open(RenditionName rendition, int segment) {
      return this;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes.write(from, offset, length);
    }

    @Override
    public void finish(SegmentFacts facts) {}
  }
}
