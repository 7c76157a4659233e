package dev.reelkey.tests.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import dev.reelkey.tests.system.TokenForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real process with two videos, shared by the classes that attack it. */
final class AttackedReelkey implements AutoCloseable {
  static final String OWNER = "owner";
  static final String EVERYTHING = "videos:write videos:read playback:start sessions:revoke";

  /** Larger than the clips of these tests, small enough to be gone over. */
  static final int UPLOAD_LIMIT = 12 << 20;

  private static final Duration PACKAGING = Duration.ofMinutes(3);

  private final Path directory;
  private final RunningReelkey reelkey;
  private final TokenForge forge;
  private final ApiClient owner;
  private final Path clip;
  private final String video;
  private final String otherVideo;

  private AttackedReelkey(Path directory) throws IOException {
    this.directory = directory;
    this.clip = directory.resolve("clip.mp4");
    SampleMedia.write(SampleClip.SHORT, clip);
    this.reelkey =
        RunningReelkey.start(
            directory.resolve("data"),
            Map.of(
                "TRANSCODER_UPLOAD_MAX_BYTES",
                Integer.toString(UPLOAD_LIMIT),
                "JAVA_TOOL_OPTIONS",
                "-Djava.io.tmpdir=" + Files.createDirectory(temporary())));
    this.forge = new TokenForge(reelkey.data());
    this.owner = new ApiClient(reelkey.url(), forge.access(OWNER, EVERYTHING));
    this.video = owner.upload(clip);
    this.otherVideo = owner.uploadReady(clip, PACKAGING);
    owner.awaitEnd(video, PACKAGING);
  }

  /** Gives test classes the one process of this run; it ends after the last class. */
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == AttackedReelkey.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(AttackedReelkey.class, key -> start(), AttackedReelkey.class);
    }

    private static AttackedReelkey start() {
      try {
        return new AttackedReelkey(Files.createTempDirectory("reelkey-attacks"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  RunningReelkey process() {
    return reelkey;
  }

  TokenForge forge() {
    return forge;
  }

  /** The owner of both videos. */
  ApiClient owner() {
    return owner;
  }

  /** A caller with this text as access token. */
  ApiClient caller(String token) {
    return new ApiClient(reelkey.url(), token);
  }

  /** Somebody without any token. */
  ApiClient nobody() {
    return caller("");
  }

  String video() {
    return video;
  }

  String otherVideo() {
    return otherVideo;
  }

  /** The file that both videos were made of. */
  Path clip() {
    return clip;
  }

  /** Where the process would put files that it does not want to keep. */
  Path temporary() {
    return directory.resolve("tmp");
  }

  /** A fresh session of this viewer. */
  OpenedSession open(String viewer) {
    return open(video, viewer);
  }

  OpenedSession open(String ofVideo, String viewer) {
    JsonNode session = owner.openSession(ofVideo, viewer);
    return OpenedSession.of(nobody(), session);
  }

  @Override
  public void close() throws IOException {
    reelkey.discard();
    Files.deleteIfExists(clip);
    Files.deleteIfExists(temporary());
    Files.deleteIfExists(directory);
  }
}
