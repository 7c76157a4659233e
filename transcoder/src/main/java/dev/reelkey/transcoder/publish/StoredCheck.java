package dev.reelkey.transcoder.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StoredObject;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.core.video.Presentation.Segment;
import dev.reelkey.transcoder.playlist.KeyPeriods;
import dev.reelkey.transcoder.playlist.MediaPlaylist;
import dev.reelkey.transcoder.protect.Iv;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.SealBrokenException;
import dev.reelkey.transcoder.protect.SegmentCipher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the bucket itself: each playlist as it lies there, each object that it names with its
 * size, and the first and last segment of every rendition opened with the planned key.
 */
public final class StoredCheck {
  private final Bucket bucket;
  private final KeyServer keys;
  private final List<Finding> findings = new ArrayList<>();

  public StoredCheck(Bucket bucket, KeyServer keys) {
    this.bucket = bucket;
    this.keys = keys;
  }

  /** Every rule that the stored presentation breaks; asked before its keys are sealed. */
  public List<Finding> findings(Presentation presentation) {
    Published.renditions(presentation)
        .forEach(
            (rendition, segments) -> {
              checkPlaylist(presentation, rendition, segments);
              checkObjects(presentation, rendition, segments);
              int last = segments.size() - 1;
              KeyPeriods periods = KeyPeriods.of(segments);
              checkOpened(presentation, rendition, segments.get(0), 0);
              checkOpened(presentation, rendition, segments.get(last), periods.last());
            });
    return List.copyOf(findings);
  }

  private void checkPlaylist(
      Presentation presentation, RenditionName rendition, List<Segment> segments) {
    String name = Published.playlistName(presentation, rendition);
    String expected = MediaPlaylist.of(segments, presentation.targetDuration());
    Optional<String> stored = bucket.get(name).map(bytes -> new String(bytes, UTF_8));
    require(stored.equals(Optional.of(expected)), "D7", name);
    findings.addAll(PlaylistRules.findings(name, stored.orElse("")));
  }

  private void checkObjects(
      Presentation presentation, RenditionName rendition, List<Segment> segments) {
    String prefix = ObjectLayout.media(presentation.video(), presentation.generation(), rendition);
    Map<String, Long> sizes = new HashMap<>();
    bucket.listAll(prefix, each -> sizes.put(each.name(), each.bytes()));
    for (Segment segment : segments) {
      String name = prefix + segment.file();
      // LIST may find, never decide: what it does not show is asked for by name.
      Long size = sizes.get(name);
      if (size == null) {
        size = bucket.head(name).map(StoredObject::bytes).orElse(-1L);
      }
      require(size == segment.bytes(), "K5", name);
    }
  }

  private void checkOpened(
      Presentation presentation, RenditionName rendition, Segment segment, int period) {
    String name =
        ObjectLayout.media(presentation.video(), presentation.generation(), rendition)
            + segment.file();
    Optional<byte[]> stored = bucket.get(name);
    if (stored.isEmpty() || !SegmentCipher.sha256(stored.get()).equals(segment.sha256())) {
      require(false, "K5", name);
      return;
    }
    PlannedKey key =
        keys.keys(presentation.video(), presentation.generation(), period, period)
            .of(rendition, period);
    require(key.kid().equals(segment.key()), "K7", name);
    try {
      SegmentCipher.decrypt(key.key(), new Iv(segment.iv()), stored.get());
    } catch (SealBrokenException e) {
      require(false, "K5", name);
    }
  }

  private void require(boolean holds, String rule, String where) {
    if (!holds) {
      findings.add(new Finding(rule, where));
    }
  }
}
