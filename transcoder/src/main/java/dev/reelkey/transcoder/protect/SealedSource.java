package dev.reelkey.transcoder.protect;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.core.s3.StorageUnavailableException;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.transcoder.media.ByteSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads a sealed source at any position. It holds a few opened parts, enough for a late {@code
 * moov} box and for sound and picture that lie apart, and opens the next part ahead of the reader.
 */
public final class SealedSource implements ByteSource {
  private static final int PARTS_HELD = 4;

  private final Bucket bucket;
  private final VideoId video;
  private final UploadId upload;
  private final SourceSeal seal;
  private final Executor readAhead;
  private final SourceEnd end;
  private final long[] starts;
  private final Map<Integer, CompletableFuture<byte[]>> parts =
      new LinkedHashMap<>(PARTS_HELD * 2, 0.75f, true);
  private int last = -1;
  private volatile boolean storageFailed;

  private SealedSource(
      Bucket bucket,
      VideoId video,
      UploadId upload,
      SourceSeal seal,
      Executor readAhead,
      SourceEnd end) {
    this.bucket = bucket;
    this.video = video;
    this.upload = upload;
    this.seal = seal;
    this.readAhead = readAhead;
    this.end = end;
    this.starts = new long[end.partBytes().size() + 1];
    for (int i = 0; i < end.partBytes().size(); i++) {
      starts[i + 1] = starts[i] + end.partBytes().get(i);
    }
  }

  /**
   * Opens a finished upload.
   *
   * @throws SealBrokenException if there is no end object, or not the one that was sealed
   */
  public static SealedSource open(
      Bucket bucket, Secret key, VideoId video, UploadId upload, Executor readAhead)
      throws SealBrokenException {
    SourceSeal seal = new SourceSeal(key, video, upload);
    Optional<byte[]> sealed = bucket.get(ObjectLayout.sourceEnd(video, upload));
    if (sealed.isEmpty()) {
      throw new SealBrokenException(SourceEnd.NAME);
    }
    SourceEnd end = Json.parse(seal.open(SourceEnd.NAME, sealed.get()), SourceEnd.class);
    return new SealedSource(bucket, video, upload, seal, readAhead, end);
  }

  @Override
  public long size() {
    return end.totalBytes();
  }

  /** Whether a read failed because the store gave no answer. */
  public boolean storageFailed() {
    return storageFailed;
  }

  @Override
  public int read(long position, byte[] into, int offset, int length) throws IOException {
    if (position >= size()) {
      return -1;
    }
    int part = partAt(position);
    byte[] clear = opened(part);
    int from = (int) (position - starts[part]);
    int count = Math.min(length, clear.length - from);
    System.arraycopy(clear, from, into, offset, count);
    return count;
  }

  private int partAt(long position) {
    int low = 0;
    int high = starts.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private byte[] opened(int part) throws IOException {
    CompletableFuture<byte[]> wanted = parts.computeIfAbsent(part, this::fetch);
    if (part == last + 1 && part + 1 < end.partBytes().size()) {
      parts.computeIfAbsent(part + 1, this::fetch);
    }
    last = part;
    parts.keySet().stream()
        .limit(Math.max(0, parts.size() - PARTS_HELD))
        .toList()
        .forEach(parts::remove);
    try {
      return wanted.join();
    } catch (CompletionException | CancellationException e) {
      parts.remove(part);
      storageFailed |=
          e.getCause() instanceof IOException io && !(io instanceof SealBrokenException);
      throw new IOException("reading part " + part + " of the source", e.getCause());
    }
  }

  private CompletableFuture<byte[]> fetch(int part) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return openPart(part);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        readAhead);
  }

  private byte[] openPart(int part) throws IOException {
    String name = Integer.toString(part);
    Optional<byte[]> sealed;
    try {
      sealed = bucket.get(ObjectLayout.sourcePart(video, upload, part));
    } catch (StorageUnavailableException e) {
      throw new IOException(e);
    }
    if (sealed.isEmpty()) {
      throw new SealBrokenException(name);
    }
    byte[] clear = seal.open(name, sealed.get());
    if (clear.length != end.partBytes().get(part)) {
      throw new SealBrokenException(name);
    }
    return clear;
  }
}
