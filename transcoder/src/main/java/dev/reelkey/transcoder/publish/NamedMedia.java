package dev.reelkey.transcoder.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.transcoder.ladder.Stills;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every media object that a presentation names: segments, playlists, pictures. */
final class NamedMedia {
  private static final Pattern PICTURE =
      Pattern.compile("^([0-9]{6}-[a-z2-7]{8}\\.jpg)#", Pattern.MULTILINE);

  private NamedMedia() {}

  static Set<String> of(Bucket bucket, Presentation presentation) {
    String prefix = ObjectLayout.media(presentation.video(), presentation.generation());
    Set<String> named = new HashSet<>();
    Published.renditions(presentation)
        .forEach(
            (rendition, segments) -> {
              segments.forEach(each -> named.add(prefix + rendition + "/" + each.file()));
              named.add(Published.playlistName(presentation, rendition));
            });
    if (presentation.poster() != null) {
      named.add(prefix + Stills.POSTER + "/" + presentation.poster());
    }
    if (presentation.storyboard() != null) {
      String board = prefix + Stills.STORYBOARD + "/";
      named.add(board + presentation.storyboard());
      bucket
          .get(board + presentation.storyboard())
          .ifPresent(text -> addPictures(board, new String(text, UTF_8), named));
    }
    return named;
  }

  private static void addPictures(String prefix, String webVtt, Set<String> named) {
    PICTURE
        .matcher(webVtt)
        .results()
        .map((MatchResult m) -> prefix + m.group(1))
        .forEach(named::add);
  }
}
