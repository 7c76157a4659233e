package dev.reelkey.transcoder.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.ladder.AudioRung;
import dev.reelkey.transcoder.ladder.RungSource;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.timeline.FrameRun;
import dev.reelkey.transcoder.timeline.SeekPoint;
import dev.reelkey.transcoder.timeline.TimeBase;
import dev.reelkey.transcoder.timeline.Timeline;
import dev.reelkey.transcoder.timeline.TimelineSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SoundSegmentsTest {
  private static final RenditionName NAME = new RenditionName("audio-en");
  private static final AudioRung RUNG =
      new AudioRung(NAME, "en", 1, RungSource.ENCODED, 48_000, 2, 128_000);
  private static final int PACKET = 188;
  private static final int FRAME = 100;
  private static final int HEADER = 7;

  private final List<ByteArrayOutputStream> segments = new ArrayList<>();

  @Test
  @DisplayName("D10: a decoder that starts at any segment stamps each frame right")
  void theFirstPesPacketOfEverySegmentHoldsOneFrame() throws IOException {
    SoundSegments sound = new SoundSegments(timeline(), RUNG, 0, new Kept(), (done, all) -> {});
    for (long n = sound.framesToTheEnd(); n > 0; n--) {
      sound.add(new byte[FRAME]);
    }
    sound.end();

    assertThat(segments).hasSize(2);
    for (ByteArrayOutputStream segment : segments) {
      List<Integer> lengths = pesLengths(segment.toByteArray());
      assertThat(framesIn(lengths.get(0))).isEqualTo(1);
      assertThat(lengths.stream().mapToInt(SoundSegmentsTest::framesIn).sum()).isBetween(93, 95);
      assertThat(lengths).hasSizeLessThan(30);
    }
  }

  private static int framesIn(int pesLength) {
    return pesLength / (FRAME + HEADER);
  }

  /** PES_packet_length of each PES packet of the sound. */
  private static List<Integer> pesLengths(byte[] segment) {
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < segment.length; at += PACKET) {
      boolean starts = (segment[at + 1] & 0x40) != 0;
      int payload = at + 4 + ((segment[at + 3] & 0x20) == 0 ? 0 : 1 + (segment[at + 4] & 0xff));
      if (starts
          && segment[payload] == 0
          && segment[payload + 1] == 0
          && segment[payload + 2] == 1) {
        lengths.add((segment[payload + 4] & 0xff) << 8 | segment[payload + 5] & 0xff);
      }
    }
    return lengths;
  }

  private static Timeline timeline() {
    SeekPoint seek = new SeekPoint(0, 0);
    return new Timeline(
        new TimeBase(1, 30),
        List.of(
            new TimelineSegment(0, List.of(new FrameRun(1, 60)), seek),
            new TimelineSegment(60, List.of(new FrameRun(1, 60)), seek)));
  }

  /** Keeps what is written. */
  private final class Kept implements SegmentSink {
    @Override
    public SegmentWriter open(RenditionName rendition, int segment) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      segments.add(bytes);
      return new SegmentWriter() {
        @Override
        public void write(byte[] from, int offset, int length) {
          bytes.write(from, offset, length);
        }

        @Override
        public void finish(SegmentFacts facts) {}
      };
    }
  }
}
