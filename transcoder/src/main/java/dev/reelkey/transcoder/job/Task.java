package dev.reelkey.transcoder.job;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the queue. It says where to look, never what is true: whoever takes it reads the
 * record first, so an entry that is late, doubled or lost does no harm.
 *
 * @param generation null for {@link Kind#PLAN}
 * @param name of the piece of work, empty where the kind says it all
 */
public record Task(Kind kind, VideoId video, @Nullable GenerationId generation, String name) {
  /** What is to be done. */
  public enum Kind {
    /** Scan the source and plan its packaging. */
    PLAN,
    /** Run the media process for one task of the plan. */
    MEDIA,
    /** Judge and publish what the tasks stored. */
    FINISH,
    /** Re-encrypt a run of segments under the keys of a new generation. */
    REKEY,
    /** Publish a re-encrypted generation. */
    REKEYED
  }

  public static Task plan(VideoId video) {
    return new Task(Kind.PLAN, video, null, "");
  }

  public static Task media(VideoId video, GenerationId generation, String name) {
    return new Task(Kind.MEDIA, video, generation, name);
  }

  public static Task finish(VideoId video, GenerationId generation) {
    return new Task(Kind.FINISH, video, generation, "");
  }

  public static Task rekey(VideoId video, GenerationId generation, String name) {
    return new Task(Kind.REKEY, video, generation, name);
  }

  public static Task rekeyed(VideoId video, GenerationId generation) {
    return new Task(Kind.REKEYED, video, generation, "");
  }

  /** The generation of a task that has one. */
  public GenerationId requireGeneration() {
    if (generation == null) {
      throw new IllegalStateException("a " + kind + " task names no generation");
    }
    return generation;
  }

  /** Its form in the queue. */
  public String text() {
    String target = generation == null ? "-" : generation.value();
    return kind.name().toLowerCase(Locale.ROOT) + " " + video + " " + target + " " + name;
  }

  /** Empty for what is no task: the queue may hold anything. */
  public static Optional<Task> parse(String text) {
    List<String> words = List.of(text.split(" ", -1));
    if (words.size() != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Task(
              Kind.valueOf(words.get(0).toUpperCase(Locale.ROOT)),
              new VideoId(words.get(1)),
              words.get(2).equals("-") ? null : new GenerationId(words.get(2)),
              words.get(3)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text().strip();
  }
}
