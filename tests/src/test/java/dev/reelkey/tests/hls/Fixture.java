package dev.reelkey.tests.hls;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.hls.OpenedRendition.Kind;
import dev.reelkey.tests.measure.Program;
import dev.reelkey.tests.transport.TransportSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A faultless presentation of a sample clip, cut by the ffmpeg program, not by our own code. */
final class Fixture {
  static final int SEGMENTS_PER_PERIOD = 2;
  private static final int PACKET = 188;
  private static final String SUBTITLES = "sub-en/index.m3u8";

  private final Path directory;
  private final Random random = new Random(1);

  private Fixture(Path directory) {
    this.directory = directory;
  }

  static StoredPresentation make(Path directory) throws IOException {
    return new Fixture(directory).make();
  }

  private StoredPresentation make() throws IOException {
    Path clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SUBTITLES, clip);
    Program.Output output = new Program("ffmpeg", Duration.ofMinutes(1)).run(cutting(clip));
    if (output.status() != 0) {
      throw new IOException(output.messages());
    }
    List<List<byte[]>> media = List.of(segments("high"), segments("low"), segments("audio"));
    List<Double> durations = durations(media.get(0));
    List<StoredRendition> renditions = new ArrayList<>();
    renditions.add(rendition("high/index.m3u8", media.get(0), durations));
    renditions.add(rendition("low/index.m3u8", media.get(1), durations));
    renditions.add(rendition("audio-en/index.m3u8", media.get(2), durations(media.get(2))));
    renditions.add(rendition(SUBTITLES, subtitles(), durations));
    return new StoredPresentation(multivariant(renditions), renditions);
  }

  private List<String> cutting(Path clip) {
    List<String> arguments =
        new ArrayList<>(List.of("-v", "error", "-copyts", "-i", clip.toString()));
    output(arguments, "high", "-map", "0:v", "-c", "copy");
    output(
        arguments,
        "low",
        "-map",
        "0:v",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-bf",
        "0",
        "-vf",
        "scale=320:180",
        "-x264-params",
        "keyint=60:scenecut=0",
        "-level",
        "3.0");
    output(arguments, "audio", "-map", "0:a", "-c", "copy");
    return arguments;
  }

  private void output(List<String> arguments, String name, String... coding) {
    arguments.addAll(List.of(coding));
    arguments.addAll(
        List.of(
            "-avoid_negative_ts",
            "disabled",
            "-output_ts_offset",
            "10",
            "-muxdelay",
            "0",
            "-muxpreload",
            "0",
            "-f",
            "hls",
            "-hls_time",
            "6",
            "-hls_list_size",
            "0",
            "-hls_segment_filename",
            directory.resolve(name + "-%d.ts").toString(),
            directory.resolve(name + ".m3u8").toString()));
  }

  /** The segments, without the service description that ffmpeg puts before the PAT. */
  private List<byte[]> segments(String name) throws IOException {
    List<byte[]> segments = new ArrayList<>();
    for (int n = 0; Files.exists(directory.resolve(name + "-" + n + ".ts")); n++) {
      byte[] bytes = Files.readAllBytes(directory.resolve(name + "-" + n + ".ts"));
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      for (int at = 0; at < bytes.length; at += PACKET) {
        int pid = (bytes[at + 1] & 31) << 8 | bytes[at + 2] & 0xff;
        if (pid != 0x11) {
          kept.write(bytes, at, PACKET);
        }
      }
      segments.add(kept.toByteArray());
    }
    return segments;
  }

  private static List<Double> durations(List<byte[]> segments) {
    List<Double> starts = new ArrayList<>();
    for (byte[] segment : segments) {
      TransportSegment parsed = TransportSegment.parse(segment);
      int type = parsed.tables().streams().values().iterator().next();
      long first = parsed.packets(type).get(0).pts();
      starts.add(first / OpenedSegment.TICKS);
    }
    starts.add(10.0 + SampleClip.SUBTITLES.spec().times().seconds());
    List<Double> durations = new ArrayList<>();
    for (int n = 1; n < starts.size(); n++) {
      durations.add(starts.get(n) - starts.get(n - 1));
    }
    return durations;
  }

  private static List<byte[]> subtitles() {
    List<byte[]> segments = new ArrayList<>();
    for (int segment = 0; segment < 3; segment++) {
      StringBuilder text =
          new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n");
      for (int start = 1; start < 14; start += 4) {
        if (start < 6 * segment + 6 && start + 2 > 6 * segment) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "00:00:%02d.000 --> 00:00:%02d.000%nLine%n%n",
                  start,
                  Math.min(14, start + 2)));
        }
      }
      segments.add(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return segments;
  }

  private StoredRendition rendition(String uri, List<byte[]> clear, List<Double> durations) {
    StringBuilder text =
        new StringBuilder(
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n");
    Map<String, ByteBuffer> keys = new HashMap<>();
    List<ByteBuffer> stored = new ArrayList<>();
    for (int n = 0; n < clear.size(); n++) {
      String keyUri = "keys/" + uri.charAt(0) + n / SEGMENTS_PER_PERIOD;
      keys.computeIfAbsent(keyUri, any -> random(16));
      String iv = Editor.hex(random(16));
      text.append(
          String.format(
              Locale.ROOT,
              "#EXT-X-KEY:METHOD=AES-128,URI=\"%s\",IV=0x%s\n#EXTINF:%.6f,\n%d.ts\n",
              keyUri,
              iv,
              durations.get(n),
              n));
      stored.add(Editor.encrypt(clear.get(n), keys.get(keyUri), iv));
    }
    return new StoredRendition(uri, text.append("#EXT-X-ENDLIST\n").toString(), stored, keys);
  }

  private ByteBuffer random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static String multivariant(List<StoredRendition> renditions) {
    Findings ignored = new Findings();
    List<BitRates> rates = new ArrayList<>();
    Set<String> codecs = new TreeSet<>();
    for (StoredRendition each : renditions) {
      Kind kind = each.uri().equals(SUBTITLES) ? Kind.SUBTITLES : Kind.AUDIO;
      rates.add(BitRates.of(OpenedRendition.open(each, kind, ignored)));
    }
    BitRates side = rates.get(2).plus(rates.get(3));
    return """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,\
        AUTOSELECT=YES,CHANNELS="2",URI="audio-en/index.m3u8"
        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",DEFAULT=NO,\
        AUTOSELECT=YES,FORCED=NO,URI="sub-en/index.m3u8"
        """
        + variant(rates.get(0).plus(side), "42c01e", "640x360", "high/index.m3u8")
        + variant(rates.get(1).plus(side), "64001e", "320x180", "low/index.m3u8");
  }

  private static String variant(BitRates rates, String profile, String size, String uri) {
    return String.format(
        Locale.ROOT,
        "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"avc1.%s,mp4a.40.2,wvtt\","
            + "RESOLUTION=%s,FRAME-RATE=30.000,AUDIO=\"a\",SUBTITLES=\"s\"\n%s\n",
        Math.round(rates.peak()),
        Math.round(rates.average()),
        profile,
        size,
        uri);
  }
}
