package dev.reelkey.transcoder.publish;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What lay in the bucket for a video at one moment, records apart.
 *
 * @param media below {@code media/}, by full name
 */
record Holdings(
    VideoId video,
    List<String> media,
    List<String> presentations,
    List<String> work,
    List<String> sources) {
  private static final int ID = 26;

  static Holdings of(Bucket bucket, VideoId video) {
    String root = ObjectLayout.video(video);
    return new Holdings(
        video,
        names(bucket, ObjectLayout.media(video)),
        names(bucket, root + "presentation/"),
        names(bucket, root + "work/"),
        names(bucket, root + "source/"));
  }

  /** Every generation of which there is anything. */
  Set<GenerationId> generations() {
    Set<GenerationId> found = new HashSet<>();
    media.forEach(name -> found.add(generation(ObjectLayout.media(video), name)));
    String root = ObjectLayout.video(video);
    presentations.forEach(name -> found.add(generation(root + "presentation/", name)));
    work.forEach(name -> found.add(generation(root + "work/", name)));
    return found;
  }

  GenerationId generationOfMedia(String name) {
    return generation(ObjectLayout.media(video), name);
  }

  GenerationId generationOfPresentation(String name) {
    return generation(ObjectLayout.video(video) + "presentation/", name);
  }

  GenerationId generationOfWork(String name) {
    return generation(ObjectLayout.video(video) + "work/", name);
  }

  private static GenerationId generation(String prefix, String name) {
    return new GenerationId(name.substring(prefix.length(), prefix.length() + ID));
  }

  private static List<String> names(Bucket bucket, String prefix) {
    List<String> names = new ArrayList<>();
    bucket.listAll(prefix, each -> names.add(each.name()));
    return names;
  }
}
