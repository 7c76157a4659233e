package dev.reelkey.keyserver.keyring;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one series of sealed revisions: the keyring of a generation, or the video's source key.
 *
 * @param part a generation id, or {@code source}, which no generation id can be
 */
public record RingName(VideoId video, String part) {
  private static final String SOURCE = "source";
  private static final Pattern OBJECT =
      Pattern.compile("keys/([a-z2-7]{26})/([a-z2-7]{26}|source)/[0-9]{10}\\.json");

  public static RingName of(VideoId video, GenerationId generation) {
    return new RingName(video, generation.value());
  }

  public static RingName sourceOf(VideoId video) {
    return new RingName(video, SOURCE);
  }

  /** The ring an object belongs to; empty for names that are none of ours. */
  static Optional<RingName> ofObject(String name) {
    Matcher match = OBJECT.matcher(name);
    return match.matches()
        ? Optional.of(new RingName(new VideoId(match.group(1)), match.group(2)))
        : Optional.empty();
  }

  /** Empty where this is the source key. */
  public Optional<GenerationId> generation() {
    return isSource() ? Optional.empty() : Optional.of(new GenerationId(part));
  }

  public boolean isSource() {
    return part.equals(SOURCE);
  }

  String prefix() {
    return ObjectLayout.keyrings(video) + part + "/";
  }

  @Override
  public String toString() {
    return video + "/" + part;
  }
}
