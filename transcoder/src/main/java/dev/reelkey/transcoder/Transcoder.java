package dev.reelkey.transcoder;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.http.Cors;
import dev.reelkey.core.http.Routes;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.platform.Platform;
import dev.reelkey.core.redis.RedisUnavailableException;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.transcoder.TranscoderConfig.SandboxPolicy;
import dev.reelkey.transcoder.job.Failures;
import dev.reelkey.transcoder.job.MediaStep;
import dev.reelkey.transcoder.job.PlanStep;
import dev.reelkey.transcoder.job.ProgressBoard;
import dev.reelkey.transcoder.job.Sources;
import dev.reelkey.transcoder.job.Step;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.job.Task;
import dev.reelkey.transcoder.job.TaskQueue;
import dev.reelkey.transcoder.job.WorkStore;
import dev.reelkey.transcoder.job.Workers;
import dev.reelkey.transcoder.job.redis.RedisProgressBoard;
import dev.reelkey.transcoder.job.redis.RedisTaskQueue;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.media.PreparedMediaProcess;
import dev.reelkey.transcoder.media.child.ChildMediaProcess;
import dev.reelkey.transcoder.media.child.Sandbox;
import dev.reelkey.transcoder.protect.HttpKeyServer;
import dev.reelkey.transcoder.protect.Room;
import dev.reelkey.transcoder.publish.FinishStep;
import dev.reelkey.transcoder.publish.Leftovers;
import dev.reelkey.transcoder.rotate.RekeyStep;
import dev.reelkey.transcoder.rotate.RekeyedStep;
import dev.reelkey.transcoder.rotate.RotateRoutes;
import dev.reelkey.transcoder.rotate.Rotations;
import dev.reelkey.transcoder.sweep.Arrivals;
import dev.reelkey.transcoder.sweep.OpenVideo;
import dev.reelkey.transcoder.sweep.Reaper;
import dev.reelkey.transcoder.sweep.Sweeper;
import dev.reelkey.transcoder.upload.FreeSpace;
import dev.reelkey.transcoder.upload.Uploads;
import dev.reelkey.transcoder.video.VideoEvents;
import dev.reelkey.transcoder.video.VideoLife;
import dev.reelkey.transcoder.video.VideoRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assembled service: upload API, workers, sweep. */
public final class Transcoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transcoder.class);
  // Reads ahead and writes behind: they wait for the store and cost no processor.
  private static final int IO_THREADS = 32;

  private final Routes publicRoutes;
  private final Routes managementRoutes;
  private final VideoEvents events;
  private final List<Runnable> stops;
  private final ExecutorService io;

  private Transcoder(
      Routes publicRoutes,
      Routes managementRoutes,
      VideoEvents events,
      List<Runnable> stops,
      ExecutorService io) {
    this.publicRoutes = publicRoutes;
    this.managementRoutes = managementRoutes;
    this.events = events;
    this.stops = stops;
    this.io = io;
  }

  /**
   * Builds the service and starts its workers.
   *
   * @param serviceKey signs the service tokens that key-server asks for
   * @param nativeCache a directory of ours for FFmpeg's libraries; made where it is missing
   */
  public static Transcoder assemble(
      TranscoderConfig config,
      Platform platform,
      SigningKey serviceKey,
      FreeSpace space,
      Path nativeCache) {
    HttpKeyServer keys = new HttpKeyServer(config.keyServer(), serviceKey, platform.clock());
    return assemble(config, platform, new TranscoderParts(child(config, nativeCache), keys, space));
  }

  /** The same with other parts; for tests. */
  public static Transcoder assemble(
      TranscoderConfig config, Platform platform, TranscoderParts parts) {
    ExecutorService io = ioThreads();
    TaskQueue queue = new RedisTaskQueue(platform.redis(), config.lease());
    ProgressBoard progress = new RedisProgressBoard(platform.redis(), platform.clock());
    VideoLife life = new VideoLife(platform.bucket(), platform.clock());
    StepKit kit =
        new StepKit(
            platform.bucket(),
            life,
            new WorkStore(platform.bucket()),
            new Sources(platform.bucket(), parts.keys(), io),
            parts.keys(),
            parts.media(),
            queue,
            progress,
            new Failures(life, progress),
            platform.ids(),
            platform.random(),
            new Room(parts.space()::availableBytes, config.uploads().freeSpaceFloor()),
            io);
    Rotations rotations = new Rotations(platform.bucket());
    Leftovers leftovers = new Leftovers(platform.bucket(), life, parts.keys(), rotations);
    if (config.alone()) {
      releaseAll(queue);
    }
    Workers workers =
        Workers.start(
            queue,
            steps(config, kit, leftovers, rotations),
            "worker-" + platform.ids().text(5),
            config.workers(),
            config.lease());
    Uploads uploads = uploads(config, platform, parts, life);
    OpenVideo open =
        new OpenVideo(
            kit,
            leftovers,
            rotations,
            new Arrivals(platform.bucket(), uploads::receiving, platform.clock()),
            config.uploads().lease(),
            platform.clock(),
            workers::running);
    Sweeper sweeper = Sweeper.start(platform.bucket(), open, config.sweepEvery());
    VideoEvents events = VideoEvents.start(life, progress);
    Reaper reaper =
        Reaper.start(platform.bucket(), life, leftovers, config.reapEvery(), platform.clock());
    return new Transcoder(
        publicRoutes(config, kit, uploads, events, leftovers),
        RotateRoutes.of(kit, rotations),
        events,
        List.of(
            sweeper::close, reaper::close, events::close, workers::close, parts.media()::settle),
        io);
  }

  /** {@code /v1/videos} and {@code /v1/jobs}. */
  public Routes publicRoutes() {
    return publicRoutes;
  }

  /** {@code /admin/v1/videos} and {@code /admin/v1/jobs}. */
  public Routes managementRoutes() {
    return managementRoutes;
  }

  /** Ends all event streams: a listener that waits for its requests to end would wait for them. */
  public void endFollowers() {
    events.close();
  }

  /** Stops the work; what was begun goes back to the queue. */
  @Override
  public void close() {
    stops.forEach(Runnable::run);
    io.shutdownNow();
  }

  private static Map<Task.Kind, Step> steps(
      TranscoderConfig config, StepKit kit, Leftovers leftovers, Rotations rotations) {
    Map<Task.Kind, Step> steps = new EnumMap<>(Task.Kind.class);
    steps.put(
        Task.Kind.PLAN,
        new PlanStep(kit, config.source(), config.profile(), config.segmentsPerPeriod()));
    steps.put(Task.Kind.MEDIA, new MediaStep(kit));
    steps.put(Task.Kind.FINISH, new FinishStep(kit, leftovers));
    steps.put(Task.Kind.REKEY, new RekeyStep(kit, rotations));
    steps.put(
        Task.Kind.REKEYED, new RekeyedStep(kit, rotations, leftovers, config.longestSession()));
    return steps;
  }

  private static Routes publicRoutes(
      TranscoderConfig config,
      StepKit kit,
      Uploads uploads,
      VideoEvents events,
      Leftovers leftovers) {
    return VideoRoutes.of(
        kit,
        uploads,
        events,
        video -> kit.io().execute(() -> clear(leftovers, video)),
        Cors.only(config.origins()),
        config.publicUrl());
  }

  private static Uploads uploads(
      TranscoderConfig config, Platform platform, TranscoderParts parts, VideoLife life) {
    return new Uploads(
        platform.bucket(),
        parts.keys(),
        life,
        platform.ids(),
        config.uploads(),
        parts.space(),
        platform.clock());
  }

  /** What fails here is done by the sweep. */
  private static void clear(Leftovers leftovers, VideoId video) {
    try {
      leftovers.clear(video);
    } catch (RuntimeException e) {
      LOG.warn("cleared later video={} because={}", video, e.getMessage());
    }
  }

  private static MediaProcess child(TranscoderConfig config, Path nativeCache) {
    Supplier<Sandbox> sandbox = sandbox(config.sandbox());
    return new PreparedMediaProcess(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                Sandbox walls = sandbox.get();
                LOG.info("{}", walls.describe());
                return ChildMediaProcess.prepare(walls, nativeCache, config.child());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  /** Tried now only where a start may have to be refused: to try bubblewrap takes a while. */
  private static Supplier<Sandbox> sandbox(SandboxPolicy policy) {
    if (policy != SandboxPolicy.FULL) {
      return policy == SandboxPolicy.RLIMITS ? Sandbox::rlimitsOnly : Sandbox::detect;
    }
    Sandbox sandbox = Sandbox.detect();
    if (sandbox.strength() != Sandbox.Strength.FULL) {
      throw new BadSettingsException(
          List.of(
              "TRANSCODER_SANDBOX is full, but "
                  + sandbox.describe()
                  + "; or set rlimits on purpose"));
    }
    return () -> sandbox;
  }

  private static void releaseAll(TaskQueue queue) {
    try {
      queue.releaseAll();
    } catch (RedisUnavailableException e) {
      LOG.warn("queue is away at the start; leases will run out by themselves");
    }
  }

  private static ExecutorService ioThreads() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        IO_THREADS,
        task -> {
          Thread thread = new Thread(task, "transcoder-io-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
