package dev.reelkey.tests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.StoredVideo;
import dev.reelkey.tests.system.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares a whole data directory with what its one READY video and an idle process account for.
 *
 * @param named objects that playlists and the session name, each of which must be there
 * @param lasting every other path that may be there
 */
record Remains(Set<String> named, Pattern lasting) {
  private static final String BUCKET = "s3/reelkey/";
  private static final String REVISION = "[0-9]{10}\\.json";
  private static final String ID = "[a-z2-7]{26}";

  Remains {
    named = Set.copyOf(named);
  }

  /** What may remain of a video that was packaged once and played in one session. */
  static Remains allowed(ApiClient owner, String id) {
    VideoId video = new VideoId(id);
    JsonNode record = owner.json("GET", "/v1/videos/" + id, "");
    GenerationId generation = new GenerationId(record.path("generation").asText());
    String lasting =
        String.join(
            "|",
            "lock",
            "running\\.json",
            "natives/[^/]+/[^/]+",
            "secrets/[a-z0-9-]+(\\.(jwk|json|bcfks))?",
            "redis/(appendonly\\.aof|redis\\.(conf|pid|log)|redis-server-[^/]+)",
            BUCKET + ObjectLayout.records(video) + REVISION,
            BUCKET + ObjectLayout.video(video) + "source/" + ID + "/([0-9]+|end)",
            BUCKET + Pattern.quote(ObjectLayout.presentation(video, generation, 1)),
            BUCKET + ObjectLayout.keyring(video, generation) + REVISION,
            BUCKET + ObjectLayout.sourceKey(video) + REVISION,
            BUCKET + "index/[a-z2-7]+/[0-9]{13}-" + video,
            BUCKET + "audit/[0-9]{4}(/[0-9]{2}){3}/[0-9]+-[a-z2-7]+-[0-9]+\\.jsonl");
    return new Remains(named(owner, owner.openSession(id, "owner")), Pattern.compile(lasting));
  }

  /** Files that nothing accounts for, and names of which there is no file. */
  Set<String> oddIn(Path data) {
    Set<String> odd = new TreeSet<>();
    for (Path file : files(data)) {
      odd.add(data.relativize(file).toString());
    }
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(odd);
    odd.removeAll(named);
    odd.removeIf(lasting.asMatchPredicate());
    missing.forEach(name -> odd.add("missing: " + name));
    return odd;
  }

  static List<Path> files(Path root) {
    while (true) {
      try (Stream<Path> tree = Files.walk(root)) {
        return tree.filter(Files::isRegularFile).toList();
      } catch (IOException | UncheckedIOException goneMeanwhile) {
        Waiting.briefly();
      }
    }
  }

  private static Set<String> named(ApiClient owner, JsonNode session) {
    StoredVideo video = StoredVideo.of(owner, session);
    Set<String> urls = new TreeSet<>(video.playlists().keySet());
    video.playlists().keySet().stream()
        .flatMap(playlist -> video.segments(playlist).stream())
        .forEach(segment -> urls.add(segment.url()));
    String board = session.get("storyboard_url").asText();
    urls.add(session.get("poster_url").asText());
    urls.add(board);
    ApiClient.text(owner.call("GET", board, ""))
        .lines()
        .filter(line -> line.contains("#xywh="))
        .forEach(line -> urls.add(board.replaceFirst("[^/]+$", line.replaceFirst("#.*", ""))));
    Set<String> named = new TreeSet<>();
    urls.forEach(url -> named.add(url.replaceFirst("^.*/t/[^/]+/", BUCKET + "media/")));
    return named;
  }
}
