package dev.reelkey.core.layout;

import dev.reelkey.core.id.AttemptNonce;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Every object name in the bucket. DESIGN: S3 is the truth; nothing here is ever overwritten. */
public final class ObjectLayout {
  public static final String OPEN = "open/";
  public static final String REVOKED = "revoked/";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);

  private ObjectLayout() {}

  public static String video(VideoId video) {
    return "videos/" + video + "/";
  }

  /** Prefix of the numbered revisions of the video's record. */
  public static String records(VideoId video) {
    return video(video) + "record/";
  }

  public static String sourcePart(VideoId video, UploadId upload, int number) {
    return sourceParts(video, upload) + number;
  }

  public static String sourceEnd(VideoId video, UploadId upload) {
    return sourceParts(video, upload) + "end";
  }

  public static String sourceParts(VideoId video, UploadId upload) {
    return video(video) + "source/" + upload + "/";
  }

  public static String work(VideoId video, GenerationId generation) {
    return video(video) + "work/" + generation + "/";
  }

  public static String plan(VideoId video, GenerationId generation) {
    return work(video, generation) + "plan.json";
  }

  public static String taskReport(VideoId video, GenerationId generation, String task) {
    return work(video, generation) + "task-" + task + ".json";
  }

  public static String presentation(VideoId video, GenerationId generation, int number) {
    return video(video) + "presentation/" + generation + "-" + number + ".json";
  }

  /** Newest first, because the time is inverted. The owner is hashed by the caller. */
  public static String index(String ownerHash, Instant created, VideoId video) {
    return indexOf(ownerHash) + inverted(created.toEpochMilli(), 13) + "-" + video;
  }

  public static String indexOf(String ownerHash) {
    return "index/" + ownerHash + "/";
  }

  public static String open(VideoId video) {
    return OPEN + video;
  }

  public static String request(String subjectHash, String idempotencyKeyHash) {
    return "requests/" + subjectHash + "/" + idempotencyKeyHash;
  }

  public static String media(VideoId video) {
    return "media/" + video + "/";
  }

  public static String media(VideoId video, GenerationId generation) {
    return media(video) + generation + "/";
  }

  public static String media(VideoId video, GenerationId generation, RenditionName rendition) {
    return media(video, generation) + rendition + "/";
  }

  /** The file name of segment {@code number}; {@code extension} is ts, m4s, vtt or jpg. */
  public static String segmentFile(int number, AttemptNonce nonce, String extension) {
    return String.format("%06d-%s.%s", number, nonce, extension);
  }

  public static String playlistFile(int presentation) {
    return "index-" + presentation + ".m3u8";
  }

  public static String keyrings(VideoId video) {
    return "keys/" + video + "/";
  }

  /** Prefix of the numbered revisions of a generation's keyring. */
  public static String keyring(VideoId video, GenerationId generation) {
    return keyrings(video) + generation + "/";
  }

  /** Prefix of the numbered revisions of the video's source key. */
  public static String sourceKey(VideoId video) {
    return keyrings(video) + "source/";
  }

  public static String revoked(LocalDate day, SessionId session) {
    return revokedOn(day) + session;
  }

  public static String revokedOn(LocalDate day) {
    return REVOKED + day + "/";
  }

  public static String audit(Instant time, String name) {
    return "audit/" + HOUR.format(time) + "/" + name + ".jsonl";
  }

  /** Revisions count up and sort down, so that one small LIST finds the highest. */
  public static String revision(String prefix, long revision) {
    return prefix + inverted(revision, 10) + ".json";
  }

  private static String inverted(long value, int digits) {
    long ceiling = 1;
    for (int i = 0; i < digits; i++) {
      ceiling *= 10;
    }
    return String.format("%0" + digits + "d", ceiling - 1 - value);
  }
}
