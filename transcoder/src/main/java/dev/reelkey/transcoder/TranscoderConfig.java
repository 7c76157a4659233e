package dev.reelkey.transcoder;

import dev.reelkey.core.config.Settings;
import dev.reelkey.transcoder.ladder.Profile;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.media.child.ChildLimits;
import dev.reelkey.transcoder.upload.UploadLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of the transcoder.
 *
 * @param publicUrl {@code PUBLIC_URL}: where clients reach the API
 * @param keyServer {@code TRANSCODER_KEY_SERVER_URL}: the key-server's internal listener
 * @param workers {@code TRANSCODER_WORKERS} (2): tasks done at one time
 * @param lease {@code TRANSCODER_LEASE} (30s): after so long without a sign of life a task goes to
 *     another worker
 * @param sweepEvery {@code TRANSCODER_SWEEP_EVERY} (20s): how often unfinished work is looked for
 * @param reapEvery {@code TRANSCODER_REAP_EVERY} (6h): how often orphans are looked for
 * @param alone {@code TRANSCODER_ALONE} (false): no other process works on this queue, so that a
 *     start takes over at once what an earlier one held
 * @param segmentsPerPeriod {@code TRANSCODER_SEGMENTS_PER_PERIOD} (2): segments that share a key
 * @param profile {@code TRANSCODER_PRESET} (veryfast) of x264 and {@code TRANSCODER_CHUNK_SECONDS}
 *     (60), the piece that one worker encodes
 * @param uploads {@code TRANSCODER_UPLOAD_MAX_BYTES} (53687091200), {@code
 *     TRANSCODER_FREE_SPACE_FLOOR} (1073741824 bytes that stay free), {@code
 *     TRANSCODER_UPLOAD_MIN_RATE} (8192 bytes a second over 10 s), {@code TRANSCODER_UPLOAD_LEASE}
 *     (24h until an unfinished upload is given up)
 * @param source {@code TRANSCODER_SOURCE_MAX_SECONDS} (43200) and what else a source may be
 * @param child {@code TRANSCODER_MEDIA_WALL} (3h), {@code TRANSCODER_MEDIA_IDLE} (2m), {@code
 *     TRANSCODER_MEDIA_CPU} (6h), {@code TRANSCODER_MEDIA_OUTPUT_BYTES} (17179869184): what one
 *     media process may use
 * @param sandbox {@code TRANSCODER_SANDBOX} (best): {@code full} refuses to start without
 *     bubblewrap, {@code rlimits} does without it on purpose, {@code best} takes what there is
 * @param longestSession {@code TRANSCODER_LONGEST_SESSION} (24h): a replaced generation is kept so
 *     long
 * @param origins {@code TRANSCODER_CORS_ORIGINS} (none): web origins that may call {@code /v1},
 *     exact, with commas between them
 */
public record TranscoderConfig(
    URI publicUrl,
    URI keyServer,
    int workers,
    Duration lease,
    Duration sweepEvery,
    Duration reapEvery,
    boolean alone,
    int segmentsPerPeriod,
    Profile profile,
    UploadLimits uploads,
    SourceLimits source,
    ChildLimits child,
    SandboxPolicy sandbox,
    Duration longestSession,
    Set<String> origins) {
  public TranscoderConfig {
    origins = Set.copyOf(origins);
  }

  /** How much sandbox must be there. */
  public enum SandboxPolicy {
    FULL,
    RLIMITS,
    BEST
  }

  /**
   * Reads the settings.
   *
   * @param publicUrl where none is set
   * @param keyServer where none is set
   */
  public static TranscoderConfig read(Settings settings, URI publicUrl, URI keyServer) {
    return new TranscoderConfig(
        settings.uri("PUBLIC_URL", publicUrl),
        settings.uri("TRANSCODER_KEY_SERVER_URL", keyServer),
        settings.integer("TRANSCODER_WORKERS", 2, 1, 64),
        settings.duration("TRANSCODER_LEASE", Duration.ofSeconds(30)),
        settings.duration("TRANSCODER_SWEEP_EVERY", Duration.ofSeconds(20)),
        settings.duration("TRANSCODER_REAP_EVERY", Duration.ofHours(6)),
        settings.flag("TRANSCODER_ALONE", false),
        settings.integer("TRANSCODER_SEGMENTS_PER_PERIOD", 2, 1, 100),
        profile(settings),
        uploads(settings),
        source(settings),
        child(settings),
        settings.parse(
            "TRANSCODER_SANDBOX",
            SandboxPolicy.BEST,
            "must be full, rlimits or best",
            text ->
                switch (text) {
                  case "full" -> SandboxPolicy.FULL;
                  case "rlimits" -> SandboxPolicy.RLIMITS;
                  case "best" -> SandboxPolicy.BEST;
                  default -> throw new IllegalArgumentException();
                }),
        settings.duration("TRANSCODER_LONGEST_SESSION", Duration.ofHours(24)),
        settings.parse(
            "TRANSCODER_CORS_ORIGINS",
            Set.of(),
            "must be origins such as https://www.example.org, with commas between them",
            TranscoderConfig::origins));
  }

  private static Profile profile(Settings settings) {
    Profile usual = Profile.h264();
    return new Profile(
        usual.name(),
        settings.parse(
            "TRANSCODER_PRESET",
            usual.preset(),
            "must be a preset of x264 such as veryfast",
            text -> {
              if (!text.matches("ultrafast|superfast|veryfast|faster|fast|medium|slow|slower")) {
                throw new IllegalArgumentException();
              }
              return text;
            }),
        usual.rungs(),
        usual.segmentSeconds(),
        settings.integer("TRANSCODER_CHUNK_SECONDS", (int) usual.chunkSeconds(), 6, 3600),
        usual.audioBitsPerSecond());
  }

  private static UploadLimits uploads(Settings settings) {
    UploadLimits usual = UploadLimits.standard();
    return new UploadLimits(
        settings.number("TRANSCODER_UPLOAD_MAX_BYTES", usual.maxBytes(), 1, 1L << 42),
        settings.number("TRANSCODER_FREE_SPACE_FLOOR", usual.freeSpaceFloor(), 0, 1L << 50),
        settings.number("TRANSCODER_UPLOAD_MIN_RATE", usual.minBytesPerSecond(), 0, 1L << 30),
        usual.window(),
        settings.duration("TRANSCODER_UPLOAD_LEASE", usual.lease()));
  }

  private static SourceLimits source(Settings settings) {
    SourceLimits usual = SourceLimits.standard();
    return new SourceLimits(
        usual.maxPixels(),
        settings.integer("TRANSCODER_SOURCE_MAX_SECONDS", usual.maxSeconds(), 1, 86_400),
        usual.maxPictures(),
        usual.maxStreams(),
        usual.maxFramesPerSecond());
  }

  private static ChildLimits child(Settings settings) {
    ChildLimits usual = ChildLimits.standard();
    return new ChildLimits(
        settings.duration("TRANSCODER_MEDIA_WALL", usual.wall()),
        settings.duration("TRANSCODER_MEDIA_IDLE", usual.idle()),
        settings.duration("TRANSCODER_MEDIA_CPU", usual.cpu()),
        settings.number("TRANSCODER_MEDIA_OUTPUT_BYTES", usual.outputBytes(), 1 << 20, 1L << 42));
  }

  private static Set<String> origins(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(
            each -> {
              if (!each.matches("https?://[A-Za-z0-9.:\\[\\]-]+")) {
                throw new IllegalArgumentException();
              }
              return each;
            })
        .collect(Collectors.toUnmodifiableSet());
  }
}
