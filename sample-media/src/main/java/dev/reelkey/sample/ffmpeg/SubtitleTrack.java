package dev.reelkey.sample.ffmpeg;

import static dev.reelkey.sample.ffmpeg.EncodingFailedException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.reelkey.sample.clip.ClipSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** English subtitles as 3GPP timed text: every two seconds a line, shown for 1.5 seconds. */
final class SubtitleTrack implements SideTrack {
  private static final int PERIOD_MILLIS = 2000;
  private static final int SHOWN_MILLIS = 1500;

  private final Mp4File file;
  private final AVStream stream;
  private final AVRational milliseconds = av_make_q(1, 1000);
  private final long endMillis;
  private int next;

  SubtitleTrack(ClipSpec clip, Mp4File file) {
    this.file = file;
    this.endMillis = (long) (clip.times().seconds() * 1000);
    this.stream = file.addStream();
    stream.time_base(milliseconds);
    stream.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(AV_CODEC_ID_MOV_TEXT);
    byte[] description = sampleDescription();
    BytePointer copy =
        new BytePointer(av_mallocz(description.length + AV_INPUT_BUFFER_PADDING_SIZE));
    copy.put(description);
    stream.codecpar().extradata(copy).extradata_size(description.length);
    AVDictionary metadata = new AVDictionary(null);
    av_dict_set(metadata, "language", "eng", 0);
    stream.metadata(metadata);
  }

  /** What follows the data reference index in a tx3g sample entry (3GPP TS 26.245, 5.16). */
  private static byte[] sampleDescription() {
    byte[] font = "Sans".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer entry = ByteBuffer.allocate(46 - 8 + 5 + font.length);
    entry.putInt(0).put((byte) 1).put((byte) -1).putInt(0);
    entry.putLong(0);
    entry.putShort((short) 0).putShort((short) 0).putShort((short) 1);
    entry.put((byte) 0).put((byte) 18).putInt(0xffffffff);
    entry.putInt(8 + 5 + font.length).put("ftab".getBytes(StandardCharsets.US_ASCII));
    entry.putShort((short) 1).putShort((short) 1).put((byte) font.length).put(font);
    return entry.array();
  }

  @Override
  public void writeUntil(double seconds) {
    while (start() < seconds * 1000 && start() + SHOWN_MILLIS <= endMillis) {
      write("Line " + (next + 1) + " — " + start() / 1000 + " s");
      next++;
    }
  }

  private long start() {
    return 500 + (long) next * PERIOD_MILLIS;
  }

  private void write(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer sample = ByteBuffer.allocate(2 + utf8.length);
    sample.putShort((short) utf8.length).put(utf8);
    AVPacket packet = av_packet_alloc();
    check(av_new_packet(packet, sample.capacity()), "subtitle packet");
    packet.data().put(sample.array());
    packet.pts(start()).dts(start()).duration(SHOWN_MILLIS);
    file.write(packet, stream, milliseconds);
    av_packet_free(packet);
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
