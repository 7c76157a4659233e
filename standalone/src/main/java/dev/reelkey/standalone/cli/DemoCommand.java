package dev.reelkey.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.standalone.data.OwnerOnly;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.Remote;
import dev.reelkey.standalone.remote.Upload;
import dev.reelkey.standalone.run.StandaloneConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reelkey demo}: start, ingest as a user would, and print where to watch. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Start everything, ingest the sample or your files, print the watch address.")
final class DemoCommand implements Callable<Integer> {
  private static final String TITLE = "Reelkey sample";
  private static final String READY = "READY";
  private static final List<String> USABLE = List.of(READY, "PROCESSING", "QUEUED");

  private final Terminal terminal;
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final ListenOptions listen = new ListenOptions();
  @Mixin private final News news = new News();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Videos of your own instead of the sample.")
  private List<Path> files = List.of();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    files.forEach(Upload::sizeOf);
    StandaloneConfig config = listen.config(data.directory(), terminal.environment());
    if (!config.isDevelopment()) {
      throw new UserFaultException("The demo runs on loopback only; use 'reelkey up' beyond it.");
    }
    try (RunningProcess process = RunningProcess.start(terminal, news, config)) {
      process.introduce(config, process.standalone().running().publicUrl());
      String video = process.whileRunning(() -> ingest(process.api(data)));
      URI watch = process.standalone().signInUrl("/watch/" + video);
      news.event(terminal, new News.Video(video, watch));
      news.say(terminal, "");
      news.say(terminal, "Watch it:  " + watch);
      news.say(terminal, "The link signs in whoever opens it first. Stop with Ctrl-C.");
      process.awaitStop();
    }
    return 0;
  }

  /** The video to be watched first. */
  private String ingest(Remote api) throws IOException {
    Ingest ingest = new Ingest(terminal, api);
    if (files.isEmpty()) {
      Optional<JsonNode> before = sampleFromBefore(api);
      return before.isPresent() ? awaited(ingest, before.get()) : sample(ingest);
    }
    String first = "";
    for (Path file : files) {
      news.say(terminal, "Uploading " + file + " ...");
      String id = prepared(ingest, file, Optional.empty());
      first = first.isEmpty() ? id : first;
    }
    return first;
  }

  private String sample(Ingest ingest) throws IOException {
    Path scratch = OwnerOnly.directory(Files.createTempDirectory("reelkey-sample"));
    Path clip = scratch.resolve("sample.mp4");
    try {
      news.say(terminal, "Making the sample clip (" + SampleClip.DEMO.description() + ") ...");
      SampleMedia.write(SampleClip.DEMO, clip);
      news.say(terminal, "Uploading it, as a user would ...");
      return prepared(ingest, clip, Optional.of(TITLE));
    } finally {
      Files.deleteIfExists(clip);
      Files.deleteIfExists(scratch);
    }
  }

  private String prepared(Ingest ingest, Path file, Optional<String> title) {
    return awaited(ingest, ingest.upload(file, title));
  }

  private String awaited(Ingest ingest, JsonNode video) {
    String id = video.path("id").asText();
    if (!READY.equals(video.path("state").asText())) {
      news.say(terminal, "Preparing " + id + " ...");
      ingest.await(id);
    }
    return id;
  }

  /** One that can be watched, else one that an interrupted demo left in the queue. */
  static Optional<JsonNode> sampleFromBefore(Remote api) {
    List<JsonNode> samples =
        new Pages(api)
            .all("/v1/videos", "videos", Map.of()).stream()
                .filter(each -> TITLE.equals(each.path("title").asText()))
                .toList();
    return USABLE.stream()
        .flatMap(
            state -> samples.stream().filter(each -> state.equals(each.path("state").asText())))
        .findFirst();
  }
}
