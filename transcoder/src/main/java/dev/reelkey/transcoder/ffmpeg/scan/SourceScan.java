package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.encode.CopyVerdict;
import dev.reelkey.transcoder.encode.ScannedSource;
import dev.reelkey.transcoder.ffmpeg.Containers;
import dev.reelkey.transcoder.ffmpeg.FfmpegError;
import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ffmpeg.SourceInput;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.media.helper.SourceReader;
import dev.reelkey.transcoder.media.pipe.Answer;
import dev.reelkey.transcoder.probe.AudioTrack;
import dev.reelkey.transcoder.probe.MatroskaSize;
import dev.reelkey.transcoder.probe.Mp4Boxes;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import dev.reelkey.transcoder.probe.SourceProbe;
import dev.reelkey.transcoder.probe.VideoTrack;
import dev.reelkey.transcoder.timeline.PictureTimes;
import dev.reelkey.transcoder.timeline.TimeBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads every packet of a source once and either describes or refuses it. */
public final class SourceScan {
  private final SourceReader source;
  private final SourceLimits limits;

  public SourceScan(SourceReader source, SourceLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  public Answer answer() throws IOException {
    try {
      return new Answer(scan(), null);
    } catch (RefusedException e) {
      return new Answer(null, e.reason());
    }
  }

  private ScannedSource scan() throws IOException {
    String demuxer =
        Containers.demuxer(source).orElseThrow(() -> refused(ProbeRefusal.NOT_A_VIDEO));
    int edits = 0;
    if (demuxer.equals(Containers.MP4)) {
      Mp4Boxes boxes = Mp4Boxes.walk(source::at, source.size());
      if (boxes.truncated()) {
        throw refused(ProbeRefusal.TRUNCATED);
      }
      if (!boxes.hasMovie()) {
        throw refused(ProbeRefusal.DAMAGED);
      }
      edits = boxes.mostEdits();
    } else if (MatroskaSize.truncated(source::at, source.size())) {
      throw refused(ProbeRefusal.TRUNCATED);
    }
    try (SourceInput input = open(demuxer)) {
      return describe(input, demuxer, edits);
    }
  }

  private SourceInput open(String demuxer) {
    try {
      return SourceInput.open(source, demuxer, limits.maxStreams() + 1, limits.maxPixels());
    } catch (FfmpegError e) {
      throw refused(ProbeRefusal.DAMAGED);
    }
  }

  private ScannedSource describe(SourceInput input, String demuxer, int edits) {
    StreamFacts facts = new StreamFacts(input, limits);
    int index = facts.videoStream();
    VideoTrack early = facts.video(index, 0);
    List<AudioTrack> audio = facts.audio();
    requireLimits(input, index);
    AVStream stream = input.stream(index);
    AvcPackets avc = new AvcPackets(stream.codecpar());
    PicturePackets pictures = new PicturePackets(timeBase(stream), limits, avc);
    Map<Integer, SoundPackets> sound = new LinkedHashMap<>();
    for (AudioTrack track : audio) {
      AVStream heard = input.stream(track.stream());
      sound.put(track.stream(), new SoundPackets(timeBase(heard), heard.codecpar()));
    }
    readAll(input, index, pictures, sound);
    requireWhole(stream, pictures);
    PictureTimes times = pictures.times();
    VideoTrack video = facts.video(index, pictures.bitsPerSecond(times));
    int delay = pictures.reorderDelay();
    String obstacle = CopyObstacles.first(early, stream.codecpar(), avc, pictures, times, edits);
    SourceProbe probe =
        new SourceProbe(
            demuxer,
            source.size(),
            Math.round(seconds(times) * 1000),
            video,
            withRates(audio, sound),
            facts.subtitles());
    return new ScannedSource(
        probe, times, new CopyVerdict(obstacle, Math.min(delay, 16)), copyable(times, sound));
  }

  private void requireLimits(SourceInput input, int video) {
    long duration = input.context().duration();
    if (duration != avutil.AV_NOPTS_VALUE && duration / 1_000_000 > limits.maxSeconds()) {
      throw refused(ProbeRefusal.TOO_LONG);
    }
    int entries = avformat.avformat_index_get_entries_count(input.stream(video));
    if (entries > limits.maxPictures()) {
      throw refused(ProbeRefusal.TOO_MANY_PICTURES);
    }
  }

  private static void readAll(
      SourceInput input, int video, PicturePackets pictures, Map<Integer, SoundPackets> sound) {
    input.keepOnly(
        IntStream.concat(IntStream.of(video), sound.keySet().stream().mapToInt(i -> i)).toArray());
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      while (input.next(packet)) {
        refuseBroken(packet);
        if (packet.stream_index() == video) {
          pictures.add(packet);
        } else if (sound.containsKey(packet.stream_index())) {
          sound.get(packet.stream_index()).add(packet);
        }
        avcodec.av_packet_unref(packet);
      }
    } catch (FfmpegError e) {
      throw refused(ProbeRefusal.DAMAGED);
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  private static void refuseBroken(AVPacket packet) {
    if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
      throw refused(ProbeRefusal.TRUNCATED);
    }
    if (Packets.has(packet, avcodec.AV_PKT_DATA_ENCRYPTION_INFO)) {
      throw refused(ProbeRefusal.ENCRYPTED_SOURCE);
    }
  }

  /** The demuxer stops quietly where samples lie beyond the end of the file. */
  private static void requireWhole(AVStream stream, PicturePackets pictures) {
    int promised = avformat.avformat_index_get_entries_count(stream);
    if (pictures.read() < promised) {
      throw refused(ProbeRefusal.TRUNCATED);
    }
  }

  private static List<Integer> copyable(PictureTimes times, Map<Integer, SoundPackets> sound) {
    double from = times.timeBase().seconds(times.start());
    double to = from + seconds(times);
    List<Integer> streams = new ArrayList<>();
    sound.forEach(
        (stream, packets) -> {
          if (packets.copyableOver(from, to)) {
            streams.add(stream);
          }
        });
    return streams;
  }

  private static List<AudioTrack> withRates(
      List<AudioTrack> audio, Map<Integer, SoundPackets> sound) {
    List<AudioTrack> heard = new ArrayList<>();
    for (AudioTrack track : audio) {
      SoundPackets packets = sound.get(track.stream());
      if (packets != null && packets.heard()) {
        heard.add(track.withBitsPerSecond(packets.bitsPerSecond()));
      }
    }
    return heard;
  }

  private static double seconds(PictureTimes times) {
    long ticks = times.runs().stream().mapToLong(run -> run.ticks() * run.count()).sum();
    return times.timeBase().seconds(ticks);
  }

  private static TimeBase timeBase(AVStream stream) {
    int numerator = stream.time_base().num();
    int denominator = stream.time_base().den();
    if (numerator <= 0 || denominator <= 0) {
      throw refused(ProbeRefusal.BROKEN_TIMES);
    }
    return new TimeBase(numerator, denominator);
  }

  private static RefusedException refused(ProbeRefusal reason) {
    return new RefusedException(reason);
  }
}
