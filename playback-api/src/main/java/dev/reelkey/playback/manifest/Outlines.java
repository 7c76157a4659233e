package dev.reelkey.playback.manifest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.video.Presentation;
import dev.reelkey.playback.session.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads presentations; each is immutable, so its outline may be kept. */
public final class Outlines {
  private static final int KEPT = 2_000;

  private final Bucket bucket;
  private final Cache<String, Outline> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Outlines(Bucket bucket) {
    this.bucket = bucket;
  }

  /** The presentation that the session is pinned to; empty where it is gone. */
  public Optional<Outline> of(Session session) {
    return find(session.video(), session.generation(), session.presentation());
  }

  public Optional<Outline> find(VideoId video, GenerationId generation, int number) {
    String name = ObjectLayout.presentation(video, generation, number);
    return Optional.ofNullable(kept.get(name, this::read));
  }

  private @Nullable Outline read(String name) {
    return bucket
        .get(name)
        .map(content -> Outline.of(Json.parse(content, Presentation.class)))
        .orElse(null);
  }
}
