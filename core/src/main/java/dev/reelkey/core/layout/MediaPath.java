package dev.reelkey.core.layout;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path under {@code /t/}, parsed by the one grammar that edges and origins share. It is matched
 * on the raw, undecoded request path, so nothing can mean two things to two parties. Undertow drops
 * a lone {@code ?} at its end before anybody sees it; it names nothing, so it can change no
 * meaning.
 *
 * @param token the edge token as it stands in the path, not yet verified
 * @param file a playlist or segment name, or {@code keys/{kid}}
 */
public record MediaPath(
    String token, VideoId video, GenerationId generation, RenditionName rendition, String file) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "/t/([A-Za-z0-9._-]{1,256})/([a-z2-7]{26})/([a-z2-7]{26})/([a-z0-9][a-z0-9-]{0,31})/"
              + "(index-[1-9][0-9]{0,3}\\.m3u8"
              + "|[0-9]{6}-[a-z2-7]{8}\\.(?:ts|m4s|vtt|jpg)"
              + "|keys/[a-z2-7]{26})");
  private static final String KEYS = "keys/";

  /** Empty where the path is not exactly of the grammar; the answer is then 400. */
  public static Optional<MediaPath> parse(String rawPath) {
    Matcher match = GRAMMAR.matcher(rawPath);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new MediaPath(
            match.group(1),
            new VideoId(match.group(2)),
            new GenerationId(match.group(3)),
            new RenditionName(match.group(4)),
            match.group(5)));
  }

  /** The key that is asked for, if this is a key's path. */
  public Optional<KeyId> keyId() {
    return file.startsWith(KEYS)
        ? Optional.of(new KeyId(file.substring(KEYS.length())))
        : Optional.empty();
  }

  public boolean isPlaylist() {
    return file.endsWith(".m3u8");
  }

  /** The object that answers, where this is no key. */
  public String objectName() {
    return ObjectLayout.media(video, generation, rendition) + file;
  }

  /** The token stays out of it: this may be logged. */
  @Override
  public String toString() {
    return video + "/" + generation + "/" + rendition + "/" + file;
  }
}
