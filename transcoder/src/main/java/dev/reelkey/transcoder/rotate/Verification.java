package dev.reelkey.transcoder.rotate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.transcoder.playlist.KeyPeriods;
import dev.reelkey.transcoder.protect.ContentKeys;
import dev.reelkey.transcoder.protect.Iv;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.SealBrokenException;
import dev.reelkey.transcoder.protect.SegmentCipher;
import dev.reelkey.transcoder.protect.SegmentNames;
import dev.reelkey.transcoder.publish.Published;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Opens every segment of a published video and compares it with its presentation. */
final class Verification {
  private static final int PACKET = 188;
  private static final byte SYNC = 0x47;
  private static final byte[] TEXT = "WEBVTT".getBytes(UTF_8);

  private final Bucket bucket;
  private final KeyServer keys;

  Verification(Bucket bucket, KeyServer keys) {
    this.bucket = bucket;
    this.keys = keys;
  }

  /** What is wrong with a segment. */
  enum Fault {
    MISSING,
    /** Not the bytes that were published. */
    CHANGED,
    /** The key does not open it, or its padding is not whole. */
    NOT_OPENED,
    /** Opened, but no transport stream or text. */
    NOT_MEDIA
  }

  /** Hears of each segment. */
  interface Listener {
    void checked(RenditionName rendition, int segment, String file, Optional<Fault> fault);
  }

  static int segments(Presentation presentation) {
    return Published.renditions(presentation).values().stream().mapToInt(List::size).sum();
  }

  void run(Presentation presentation, String ticket, Listener listener) {
    Published.renditions(presentation)
        .forEach((rendition, segments) -> run(presentation, rendition, segments, ticket, listener));
  }

  private void run(
      Presentation presentation,
      RenditionName rendition,
      List<Segment> segments,
      String ticket,
      Listener listener) {
    KeyPeriods periods = KeyPeriods.of(segments);
    ContentKeys planned =
        keys.keysByTicket(
            presentation.video(), presentation.generation(), 0, periods.last(), ticket);
    String prefix = ObjectLayout.media(presentation.video(), presentation.generation(), rendition);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      PlannedKey key = planned.of(rendition, periods.of(i));
      listener.checked(rendition, i, segment.file(), check(prefix, rendition, segment, key));
    }
  }

  private Optional<Fault> check(
      String prefix, RenditionName rendition, Segment segment, PlannedKey key) {
    Optional<byte[]> stored = bucket.get(prefix + segment.file());
    if (stored.isEmpty()) {
      return Optional.of(Fault.MISSING);
    }
    if (stored.get().length != segment.bytes()
        || !SegmentCipher.sha256(stored.get()).equals(segment.sha256())) {
      return Optional.of(Fault.CHANGED);
    }
    try {
      byte[] clear = SegmentCipher.decrypt(key.key(), new Iv(segment.iv()), stored.get());
      boolean media = SegmentNames.isText(rendition) ? isText(clear) : isStream(clear);
      boolean right = key.kid().equals(segment.key());
      return media && right ? Optional.empty() : Optional.of(Fault.NOT_MEDIA);
    } catch (SealBrokenException e) {
      return Optional.of(Fault.NOT_OPENED);
    }
  }

  private static boolean isText(byte[] clear) {
    return clear.length >= TEXT.length
        && Arrays.equals(clear, 0, TEXT.length, TEXT, 0, TEXT.length);
  }

  private static boolean isStream(byte[] clear) {
    if (clear.length == 0 || clear.length % PACKET != 0) {
      return false;
    }
    for (int at = 0; at < clear.length; at += PACKET) {
      if (clear[at] != SYNC) {
        return false;
      }
    }
    return true;
  }
}
