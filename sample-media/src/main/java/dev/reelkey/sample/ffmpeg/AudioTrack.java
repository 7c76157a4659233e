package dev.reelkey.sample.ffmpeg;

import static dev.reelkey.sample.ffmpeg.EncodingFailedException.check;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.reelkey.sample.clip.ClipSpec;
import dev.reelkey.sample.clip.SoundCoding;
import dev.reelkey.sample.clip.SoundTrack;
import dev.reelkey.sample.sound.Beeps;
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes and encodes the sound of one track. */
final class AudioTrack implements SideTrack {
  private final SoundTrack track;
  private final Encoder encoder;
  private final Beeps beeps;
  private final long end;
  private long next;

  AudioTrack(ClipSpec clip, SoundTrack track, Mp4File file) {
    this.track = track;
    this.encoder = new Encoder(encoderFor(track.coding()), file);
    this.beeps = new Beeps(track, clip.times().flashes());
    this.end = Math.round(clip.times().seconds() * track.sampleRate());
    this.next = Math.round(track.startSeconds() * track.sampleRate());
    encoder.open(
        this::configure,
        // The default search takes three times as long for sound that needs none.
        track.coding() == SoundCoding.AAC ? Map.of("aac_coder", "fast") : Map.of());
    AVDictionary metadata = new AVDictionary(null);
    av_dict_set(metadata, "language", track.language(), 0);
    encoder.stream().metadata(metadata);
    if (clip.sound().indexOf(track) == 0) {
      encoder.stream().disposition(AV_DISPOSITION_DEFAULT);
    }
  }

  private static String encoderFor(SoundCoding coding) {
    return switch (coding) {
      case AAC -> "aac";
      case MP3 -> "libmp3lame";
      case AC3 -> "ac3";
    };
  }

  private void configure(AVCodecContext context) {
    context.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(track.sampleRate());
    context.bit_rate(64_000L * track.channels());
    context.time_base(av_make_q(1, track.sampleRate()));
    av_channel_layout_default(context.ch_layout(), track.channels());
  }

  @Override
  public void writeUntil(double seconds) {
    while (next < end && next < seconds * track.sampleRate()) {
      int length = (int) Math.min(encoder.context().frame_size(), end - next);
      AVFrame frame = av_frame_alloc();
      fill(frame, length);
      encoder.encode(frame);
      av_frame_free(frame);
      next += length;
    }
  }

  private void fill(AVFrame frame, int length) {
    frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(track.sampleRate()).nb_samples(length);
    check(av_channel_layout_copy(frame.ch_layout(), encoder.context().ch_layout()), "channels");
    check(av_frame_get_buffer(frame, 0), "sound buffer");
    frame.pts(next);
    for (int channel = 0; channel < track.channels(); channel++) {
      long bytes = (long) length * Float.BYTES;
      FloatBuffer samples = frame.data(channel).capacity(bytes).asByteBuffer().asFloatBuffer();
      beeps.fill(samples, next);
    }
  }

  @Override
  public void finish() {
    encoder.encode(null);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
