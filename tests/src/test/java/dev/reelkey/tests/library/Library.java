package dev.reelkey.tests.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.RunningReelkey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Every clip, uploaded over HTTP to one running Reelkey, once for a whole test run. */
public final class Library implements AutoCloseable {
  /** One: every clip of more than one segment has a border between keys. */
  public static final int SEGMENTS_PER_PERIOD = 1;

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final String SCOPES = "videos:write videos:read playback:start sessions:revoke";
  private static final Map<String, String> SETTINGS =
      Map.of(
          // Two segments to a chunk: nearly every clip has borders between chunks.
          "TRANSCODER_CHUNK_SECONDS", "12",
          "TRANSCODER_SEGMENTS_PER_PERIOD", Integer.toString(SEGMENTS_PER_PERIOD),
          // With all clips on their way at once Redis is slow, not away.
          "KEY_SERVER_REDIS_LIMIT_MS", "3000",
          // One viewer looks at everything, in many sessions at a time.
          "PLAYBACK_MAX_STREAMS", "100");

  private final Path directory;
  private final RunningReelkey reelkey;
  private final String token;
  private final ApiClient owner;
  private final Map<String, CompletableFuture<Stored>> stored = new LinkedHashMap<>();
  private final ExecutorService sender = Executors.newSingleThreadExecutor();

  /** A clip's file and the video it became. */
  public record Stored(Path file, String video) {}

  private Library() {
    try {
      directory = Files.createTempDirectory("reelkey-library");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reelkey = RunningReelkey.start(directory.resolve("data"), SETTINGS);
    token =
        reelkey.cli("token", "--subject", "owner", "--scope", SCOPES, "--ttl", "12h").out().strip();
    owner = new ApiClient(reelkey.url(), token);
    Clip.all()
        .forEach(
            clip ->
                stored.put(clip.name(), CompletableFuture.supplyAsync(() -> send(clip), sender)));
  }

  public RunningReelkey reelkey() {
    return reelkey;
  }

  /** The owner's access token. */
  public String token() {
    return token;
  }

  public ApiClient owner() {
    return owner;
  }

  /** The clip, once it is READY. */
  public Stored ready(Clip clip) {
    Stored found = sent(clip);
    JsonNode end = owner.awaitEnd(found.video(), LIMIT);
    if (!"READY".equals(end.path("state").asText())) {
      throw new AssertionError(clip + " ended as " + end);
    }
    return found;
  }

  /** The clip, once it is uploaded. */
  public Stored sent(Clip clip) {
    try {
      return Objects.requireNonNull(stored.get(clip.name())).join();
    } catch (CompletionException e) {
      throw new AssertionError(clip + ": " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
    reelkey.discard();
  }

  private Stored send(Clip clip) {
    try {
      Path file = clip.content().fileIn(directory);
      return new Stored(file, owner.upload(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the one library of a test run to whoever asks for it. */
  public static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Library.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(Library.class, key -> new Library(), Library.class);
    }
  }
}
