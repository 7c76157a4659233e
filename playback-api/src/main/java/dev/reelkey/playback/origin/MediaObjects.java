package dev.reelkey.playback.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.playback.manifest.Gzip;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the origin reads. Sizes and playlists are kept for a minute: both are immutable, and a
 * deleted video's are gone soon.
 */
public final class MediaObjects {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final long PLAYLIST_BYTES = 64L << 20;
  private static final int SIZES = 50_000;

  private final Bucket bucket;
  private final Cache<String, Playlist> playlists =
      Caffeine.newBuilder()
          .maximumWeight(PLAYLIST_BYTES)
          .<String, Playlist>weigher((name, playlist) -> playlist.weight())
          .expireAfterWrite(KEPT)
          .build();
  private final Cache<String, Long> sizes =
      Caffeine.newBuilder().maximumSize(SIZES).expireAfterWrite(KEPT).build();

  public MediaObjects(Bucket bucket) {
    this.bucket = bucket;
  }

  /** A playlist in both of the forms in which it travels. */
  static final class Playlist {
    private final byte[] plain;
    private final byte[] packed;

    Playlist(byte[] plain) {
      this.plain = plain;
      this.packed = Gzip.compress(plain);
    }

    /** Not a copy: for writing to a response only. */
    byte[] plain() {
      return plain;
    }

    /** Not a copy: for writing to a response only. */
    byte[] packed() {
      return packed;
    }

    int weight() {
      return plain.length + packed.length;
    }
  }

  Optional<Playlist> playlist(String name) {
    return Optional.ofNullable(playlists.get(name, this::readPlaylist));
  }

  /** Size in bytes; empty where there is no such object. */
  Optional<Long> size(String name) {
    return Optional.ofNullable(sizes.get(name, this::readSize));
  }

  /**
   * The object on its way; the caller ends it.
   *
   * @param range an HTTP Range value, or empty for the whole
   */
  Optional<Bucket.ObjectStream> stream(String name, Optional<String> range) {
    return bucket.stream(name, range);
  }

  private @Nullable Playlist readPlaylist(String name) {
    return bucket.get(name).map(Playlist::new).orElse(null);
  }

  private @Nullable Long readSize(String name) {
    return bucket.head(name).map(found -> found.bytes()).orElse(null);
  }
}
