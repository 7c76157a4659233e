package dev.reelkey.playback.testing;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.AttemptNonce;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.AudioRendition;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.core.video.Presentation.VideoRendition;
import dev.reelkey.core.video.VideoAccess;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecord.RetiredGeneration;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.core.video.VideoState;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/** Puts videos into a bucket as the transcoder would have left them. */
public final class SampleVideos {
  public static final AttemptNonce NONCE = new AttemptNonce("aaaaaaaa");
  public static final int SEGMENT_BYTES = 200_016;

  private final Bucket bucket;
  private final Clock clock;
  private final RandomIds ids = new RandomIds(new SecureRandom());

  public SampleVideos(Bucket bucket, Clock clock) {
    this.bucket = bucket;
    this.clock = clock;
  }

  /** A READY video of two rungs and one language, with its objects. */
  public VideoRecord ready(String owner, VideoAccess access) {
    VideoId video = ids.video();
    GenerationId generation = ids.generation();
    store(presentation(video, generation));
    return append(record(video, owner, access, generation, VideoState.READY));
  }

  /** A video that is not READY. */
  public VideoRecord inState(String owner, VideoState state) {
    return append(record(ids.video(), owner, VideoAccess.OWNER_ONLY, null, state));
  }

  /** The next revision, with another state. */
  public VideoRecord become(VideoRecord before, VideoState state) {
    return append(next(before, before.generation(), state, before.retired()));
  }

  /** A new generation is published; the old one plays on for an hour. */
  public VideoRecord rotate(VideoRecord before) {
    GenerationId generation = ids.generation();
    store(presentation(before.video(), generation));
    RetiredGeneration old =
        new RetiredGeneration(
            before.generation(), before.presentation(), clock.instant().plusSeconds(3600));
    return append(next(before, generation, VideoState.READY, List.of(old)));
  }

  public static byte[] segmentBytes(RenditionName rendition, int number) {
    byte[] bytes = new byte[SEGMENT_BYTES];
    new Random(rendition.value().hashCode() * 31L + number).nextBytes(bytes);
    return bytes;
  }

  public static String playlistText(RenditionName rendition) {
    return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:6\n# " + rendition + "\n".repeat(400);
  }

  public static Presentation presentation(VideoId video, GenerationId generation) {
    return new Presentation(
        video,
        generation,
        1,
        6,
        12,
        List.of(
            video("v1080", "avc1.640028", 1920, 1080, 4_500_000, 4_000_000),
            video("v360", "avc1.64001e", 640, 360, 900_000, 800_000)),
        List.of(audio("audio-en", "en", "English", true)),
        List.of(),
        "000000-aaaaaaaa.jpg",
        "000000-aaaaaaaa.vtt");
  }

  public static VideoRendition video(
      String name, String codec, int width, int height, long peak, long average) {
    return new VideoRendition(
        new RenditionName(name), codec, width, height, 30000 / 1001.0, peak, average, segments());
  }

  public static AudioRendition audio(
      String name, String language, String label, boolean preferred) {
    return new AudioRendition(
        new RenditionName(name),
        "mp4a.40.2",
        language,
        label,
        preferred,
        2,
        131_000,
        128_000,
        segments());
  }

  public static List<Segment> segments() {
    return List.of(segment(0), segment(1));
  }

  private static Segment segment(int number) {
    return new Segment(
        ObjectLayout.segmentFile(number, NONCE, "ts"),
        SEGMENT_BYTES,
        6,
        "0".repeat(64),
        new KeyId("a".repeat(26)),
        "0".repeat(32));
  }

  private void store(Presentation presentation) {
    VideoId video = presentation.video();
    GenerationId generation = presentation.generation();
    create(ObjectLayout.presentation(video, generation, 1), Json.bytes(presentation));
    for (VideoRendition each : presentation.videos()) {
      storeRendition(video, generation, each.name());
    }
    for (AudioRendition each : presentation.audios()) {
      storeRendition(video, generation, each.name());
    }
    create(
        ObjectLayout.media(video, generation, new RenditionName("poster")) + presentation.poster(),
        "a jpeg".getBytes(StandardCharsets.UTF_8));
  }

  private void storeRendition(VideoId video, GenerationId generation, RenditionName rendition) {
    String folder = ObjectLayout.media(video, generation, rendition);
    create(
        folder + ObjectLayout.playlistFile(1),
        playlistText(rendition).getBytes(StandardCharsets.UTF_8));
    for (int n = 0; n < 2; n++) {
      create(folder + ObjectLayout.segmentFile(n, NONCE, "ts"), segmentBytes(rendition, n));
    }
  }

  private void create(String name, byte[] content) {
    if (!bucket.create(name, content, "application/octet-stream")) {
      throw new IllegalStateException("exists: " + name);
    }
  }

  private VideoRecord record(
      VideoId video, String owner, VideoAccess access, GenerationId generation, VideoState state) {
    return new VideoRecord(
        video,
        1,
        state,
        owner,
        "a title",
        "default",
        access,
        null,
        generation,
        generation == null ? 0 : 1,
        1_000,
        12,
        List.of(),
        null,
        clock.instant(),
        clock.instant());
  }

  private VideoRecord next(
      VideoRecord before,
      GenerationId generation,
      VideoState state,
      List<RetiredGeneration> retired) {
    return new VideoRecord(
        before.video(),
        before.revision() + 1,
        state,
        before.owner(),
        before.title(),
        before.profile(),
        before.access(),
        before.upload(),
        generation,
        before.presentation(),
        before.sourceBytes(),
        before.durationSeconds(),
        retired,
        before.error(),
        before.created(),
        clock.instant());
  }

  private VideoRecord append(VideoRecord record) {
    if (!new VideoRecords(bucket).append(record)) {
      throw new IllegalStateException("somebody was faster");
    }
    return record;
  }
}
