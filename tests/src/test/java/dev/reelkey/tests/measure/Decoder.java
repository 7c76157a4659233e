package dev.reelkey.tests.measure;

import dev.reelkey.tests.measure.Program.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes a whole file or stream with the ffmpeg program, timestamps kept. */
public final class Decoder {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 18;
  private static final Pattern TIME_BASE = Pattern.compile("config in time_base: (\\d+)/(\\d+)");
  private static final Pattern PICTURE = Pattern.compile("showinfo.* n: *\\d+ pts: *(-?\\d+) ");
  private static final Pattern SOUND =
      Pattern.compile("ashowinfo.* n:\\d+ pts:(-?\\d+) .* rate:(\\d+) nb_samples:(\\d+) ");
  private static final Pattern COMPLAINT = Pattern.compile("\\[(warning|error|fatal|panic)\\]");
  private static final long GAP_SAMPLES = 4;

  private final Program ffmpeg;
  private final List<String> headers;

  private Decoder(List<String> headers, Duration limit) {
    this.headers = List.copyOf(headers);
    this.ffmpeg = new Program("ffmpeg", limit);
  }

  /** For files. */
  public static Decoder ofFiles(Duration limit) {
    return new Decoder(List.of(), limit);
  }

  /** For URLs, with an Authorization header on every request. */
  public static Decoder ofStreams(String authorization, Duration limit) {
    return new Decoder(List.of("-headers", "Authorization: " + authorization + "\r\n"), limit);
  }

  /** All pictures of the first video track. */
  Pictures pictures(String input) {
    Output output =
        run(
            input,
            List.of(
                "-map",
                "0:v:0",
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                "-1",
                "-vf",
                "showinfo=checksum=0,scale=" + WIDTH + ":" + HEIGHT + ":flags=area,format=gray",
                "-f",
                "rawvideo",
                "pipe:1"));
    List<Picture> pictures = new ArrayList<>();
    double tick = 0;
    int size = WIDTH * HEIGHT;
    for (String line : output.messages().split("\n")) {
      Matcher base = TIME_BASE.matcher(line);
      if (base.find()) {
        tick = Double.parseDouble(base.group(1)) / Double.parseDouble(base.group(2));
      }
      Matcher picture = PICTURE.matcher(line);
      if (picture.find()) {
        ByteBuffer thumbnail = ByteBuffer.wrap(output.bytes(), pictures.size() * size, size);
        pictures.add(new Picture(tick * Long.parseLong(picture.group(1)), thumbnail.slice()));
      }
    }
    return new Pictures(pictures, complaints(output));
  }

  /** All sound of one audio track, counted from 0. */
  Sound sound(String input, int track) {
    Output output =
        run(
            input,
            List.of(
                "-map",
                "0:a:" + track,
                "-af",
                "ashowinfo,aformat=channel_layouts=mono",
                "-f",
                "f32le",
                "pipe:1"));
    FloatBuffer samples =
        ByteBuffer.wrap(output.bytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<Double> gaps = new ArrayList<>();
    double first = Double.NaN;
    int rate = 0;
    long expected = 0;
    Matcher frame = SOUND.matcher(output.messages());
    while (frame.find()) {
      long pts = Long.parseLong(frame.group(1));
      rate = Integer.parseInt(frame.group(2));
      if (Double.isNaN(first)) {
        first = (double) pts / rate;
      } else if (Math.abs(pts - expected) > GAP_SAMPLES) {
        gaps.add((double) pts / rate);
      }
      expected = pts + Long.parseLong(frame.group(3));
    }
    if (rate == 0) {
      throw new AssertionError("no sound was decoded: " + complaints(output));
    }
    return new Sound(first, rate, samples, gaps, complaints(output));
  }

  private Output run(String input, List<String> rest) {
    List<String> arguments =
        new ArrayList<>(List.of("-hide_banner", "-nostats", "-loglevel", "level+info", "-copyts"));
    arguments.addAll(headers);
    arguments.addAll(List.of("-i", input));
    arguments.addAll(rest);
    Output output = ffmpeg.run(arguments);
    if (output.status() != 0) {
      throw new AssertionError("ffmpeg could not decode: " + complaints(output));
    }
    return output;
  }

  private static List<String> complaints(Output output) {
    return output.messages().lines().filter(line -> COMPLAINT.matcher(line).find()).toList();
  }
}
