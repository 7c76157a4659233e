package dev.reelkey.transcoder.ffmpeg.scan;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import dev.reelkey.transcoder.timeline.PictureTimes;
import dev.reelkey.transcoder.timeline.SeekPoint;
import dev.reelkey.transcoder.timeline.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avutil;

/** Collects the video packets of a source into the exact list of its pictures. */
final class PicturePackets {
  // Slides stand for minutes; more is a fault of the clock that stamped them.
  private static final double LONGEST_PICTURE_SECONDS = 3600;
  private static final double REPEATED_AFTER_SECONDS = 1;
  private static final double SEEK_SPACING_SECONDS = 1;

  private final TimeBase timeBase;
  private final SourceLimits limits;
  private final AvcPackets avc;
  private final LongList times = new LongList();
  private final LongList idrs = new LongList();
  private final List<SeekPoint> seekPoints = new ArrayList<>();
  private int read;
  private long bytes;
  private long lastTime = Long.MIN_VALUE;
  private long lastDuration;
  private boolean hidden;

  PicturePackets(TimeBase timeBase, SourceLimits limits, AvcPackets avc) {
    this.timeBase = timeBase;
    this.limits = limits;
    this.avc = avc;
  }

  void add(AVPacket packet) {
    long time = Packets.time(packet);
    if (time == avutil.AV_NOPTS_VALUE) {
      throw new RefusedException(ProbeRefusal.BROKEN_TIMES);
    }
    read++;
    bytes += packet.size();
    boolean idr = avc.look(packet);
    if (Packets.isKey(packet)) {
      addSeekPoint(time, packet.dts() == avutil.AV_NOPTS_VALUE ? time : packet.dts(), idr);
    }
    if (!Packets.isShown(packet)) {
      hidden = true;
      return;
    }
    if (times.size() >= limits.maxPictures()) {
      throw new RefusedException(ProbeRefusal.TOO_MANY_PICTURES);
    }
    if (idr) {
      idrs.add(times.size());
    }
    times.add(time);
    if (time >= lastTime) {
      lastTime = time;
      lastDuration = packet.duration();
    }
  }

  /** Packets read, hidden ones included. */
  int read() {
    return read;
  }

  boolean someHidden() {
    return hidden;
  }

  /** Whether two pictures have one time, so that only one of them can be shown. */
  boolean someAtOnce() {
    return distinct(times.sorted()).length != times.size();
  }

  /** Pictures that the decoder holds back: the furthest that one is decoded after its place. */
  int reorderDelay() {
    long[] sorted = times.sorted();
    int delay = 0;
    for (int decoded = 0; decoded < times.size(); decoded++) {
      int shown = Arrays.binarySearch(sorted, times.get(decoded));
      delay = Math.max(delay, decoded - shown);
    }
    return delay;
  }

  long bitsPerSecond(PictureTimes pictures) {
    long ticks = pictures.runs().stream().mapToLong(run -> run.ticks() * run.count()).sum();
    return Math.round(bytes * 8 / timeBase.seconds(ticks));
  }

  PictureTimes times() {
    long[] shown = distinct(times.sorted());
    if (shown.length == 0) {
      throw new RefusedException(ProbeRefusal.NO_PICTURES);
    }
    PictureRuns runs = new PictureRuns(timeBase.ticks(REPEATED_AFTER_SECONDS));
    for (int i = 0; i < shown.length; i++) {
      long length = i + 1 < shown.length ? shown[i + 1] - shown[i] : lastLength(shown);
      requireSane(length);
      runs.add(length);
    }
    requireLimits(runs);
    List<Integer> cuts = runs.standIns().isEmpty() ? cutPlaces(shown) : List.of();
    return new PictureTimes(timeBase, shown[0], runs.runs(), cuts, seekPoints, runs.standIns());
  }

  /** IDRs whose place in decoding order is their place in display order. */
  private List<Integer> cutPlaces(long[] shown) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < idrs.size(); i++) {
      int decoded = (int) idrs.get(i);
      if (decoded < shown.length && shown[decoded] == times.get(decoded)) {
        places.add(decoded);
      }
    }
    return places;
  }

  private long lastLength(long[] shown) {
    if (lastDuration > 0) {
      return lastDuration;
    }
    return shown.length > 1
        ? shown[shown.length - 1] - shown[shown.length - 2]
        : Math.max(1, timeBase.ticks(0.04));
  }

  private void addSeekPoint(long time, long dts, boolean idr) {
    boolean wanted = idr || !avc.isAvc();
    if (seekPoints.isEmpty()) {
      seekPoints.add(new SeekPoint(time, dts));
      return;
    }
    double since = timeBase.seconds(time - seekPoints.get(seekPoints.size() - 1).pts());
    // An open group of pictures is only as good as its decoder: take one when no IDR comes.
    if (since >= (wanted ? SEEK_SPACING_SECONDS : 20 * SEEK_SPACING_SECONDS)) {
      seekPoints.add(new SeekPoint(time, dts));
    }
  }

  private void requireSane(long length) {
    if (timeBase.seconds(length) > LONGEST_PICTURE_SECONDS) {
      throw new RefusedException(ProbeRefusal.PICTURE_TOO_LONG);
    }
  }

  private void requireLimits(PictureRuns runs) {
    double seconds = timeBase.seconds(runs.ticks());
    if (seconds > limits.maxSeconds()) {
      throw new RefusedException(ProbeRefusal.TOO_LONG);
    }
    if (runs.pictures() > limits.maxPictures()) {
      throw new RefusedException(ProbeRefusal.TOO_MANY_PICTURES);
    }
    if (runs.pictures() > 30 && runs.pictures() / seconds > limits.maxFramesPerSecond()) {
      throw new RefusedException(ProbeRefusal.FRAME_RATE_TOO_HIGH);
    }
  }

  private static long[] distinct(long[] sorted) {
    return Arrays.stream(sorted).distinct().toArray();
  }
}
