package dev.reelkey.transcoder.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoRecords;
import dev.reelkey.transcoder.publish.Published;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what lies in the bucket with what a READY video's record names. */
public final class Remains {
  private Remains() {}

  /** Objects below the video that nothing names, and named ones that are not there. */
  public static Set<String> of(Bucket bucket, String id) {
    VideoId video = new VideoId(id);
    VideoRecord record = new VideoRecords(bucket).find(video).orElseThrow();
    GenerationId generation = Optional.ofNullable(record.generation()).orElseThrow();
    Presentation presentation =
        new Published(bucket).read(video, generation, record.presentation()).orElseThrow();
    Set<String> named = new TreeSet<>();
    String media = "media/" + video + "/" + generation + "/";
    Published.renditions(presentation)
        .forEach(
            (rendition, segments) -> {
              segments.forEach(each -> named.add(media + rendition + "/" + each.file()));
              named.add(media + rendition + "/index-" + record.presentation() + ".m3u8");
            });
    named.add(media + "poster/" + presentation.poster());
    String board = media + "storyboard/" + presentation.storyboard();
    named.add(board);
    named.add(media + "storyboard/" + sheetOf(bucket, board));
    String root = "videos/" + video + "/";
    named.add(root + "presentation/" + generation + "-" + record.presentation() + ".json");
    Set<String> odd = new TreeSet<>();
    bucket.listAll("media/" + video + "/", each -> odd.add(each.name()));
    bucket.listAll(root, each -> odd.add(each.name()));
    odd.removeIf(name -> name.startsWith(root + "record/"));
    odd.removeIf(name -> name.startsWith(root + "source/" + record.upload() + "/"));
    bucket.head("open/" + video).ifPresent(each -> odd.add(each.name()));
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(odd);
    odd.removeAll(named);
    missing.forEach(name -> odd.add("missing " + name));
    return odd;
  }

  private static String sheetOf(Bucket bucket, String board) {
    String text = new String(bucket.get(board).orElseThrow(), UTF_8);
    return text.lines().filter(l -> l.contains("#xywh=")).findFirst().orElseThrow().split("#")[0];
  }
}
