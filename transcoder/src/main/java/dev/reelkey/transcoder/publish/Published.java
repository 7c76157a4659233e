package dev.reelkey.transcoder.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.transcoder.playlist.MediaPlaylist;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Presentations and their playlists in the bucket: created once, never changed. */
public final class Published {
  private final Bucket bucket;

  public Published(Bucket bucket) {
    this.bucket = bucket;
  }

  public Optional<Presentation> read(VideoId video, GenerationId generation, int number) {
    return bucket
        .get(ObjectLayout.presentation(video, generation, number))
        .map(stored -> Json.parse(stored, Presentation.class));
  }

  /**
   * Creates the presentation, or finds the winner's, and writes the playlists of the one that
   * counts.
   */
  public Presentation write(Presentation mine) {
    String name = ObjectLayout.presentation(mine.video(), mine.generation(), mine.number());
    boolean won = bucket.create(name, Json.bytes(mine), "application/json");
    Presentation counts =
        won ? mine : read(mine.video(), mine.generation(), mine.number()).orElseThrow();
    renditions(counts)
        .forEach(
            (rendition, segments) ->
                bucket.create(
                    playlistName(counts, rendition),
                    MediaPlaylist.of(segments, counts.targetDuration()).getBytes(UTF_8),
                    MediaPlaylist.CONTENT_TYPE));
    return counts;
  }

  /** The object that holds the media playlist of a rendition. */
  public static String playlistName(Presentation of, RenditionName rendition) {
    return ObjectLayout.media(of.video(), of.generation(), rendition)
        + ObjectLayout.playlistFile(of.number());
  }

  /** Every encrypted rendition with its segments. */
  public static Map<RenditionName, List<Segment>> renditions(Presentation of) {
    Map<RenditionName, List<Segment>> all = new LinkedHashMap<>();
    of.videos().forEach(each -> all.put(each.name(), each.segments()));
    of.audios().forEach(each -> all.put(each.name(), each.segments()));
    of.subtitles().forEach(each -> all.put(each.name(), each.segments()));
    return all;
  }
}
