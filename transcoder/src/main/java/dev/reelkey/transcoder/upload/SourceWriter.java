package dev.reelkey.transcoder.upload;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;
import dev.reelkey.core.s3.Bucket;
import dev.reelkey.transcoder.protect.SourceEnd;
import dev.reelkey.transcoder.protect.SourceSeal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes one attempt at an upload: parts of 8 MiB, each sealed in memory and then created, and the
 * end object that makes them a source. Memory does not grow with the source.
 */
final class SourceWriter {
  static final int PART_BYTES = 8 << 20;
  private static final int PIECE = 16 * 1024;
  // The seal adds 40 bytes and 16 for every 4 KiB.
  private static final int SEALED_BYTES = PART_BYTES + PART_BYTES / 200;
  private static final String TYPE = "application/octet-stream";

  private final Bucket bucket;
  private final SourceSeal seal;
  private final VideoId video;
  private final UploadId upload;
  private final MessageDigest digest;
  private final List<Long> parts = new ArrayList<>();
  private final byte[] piece = new byte[PIECE];
  private long total;

  SourceWriter(Bucket bucket, SourceSeal seal, VideoId video, UploadId upload) {
    this.bucket = bucket;
    this.seal = seal;
    this.video = video;
    this.upload = upload;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asked before each part is read. */
  interface Gate {
    void check() throws UploadRefusedException;
  }

  /** Reads to the end of the body; returns the clear size. The end object is not yet written. */
  long writeParts(InputStream body, Gate gate) throws IOException, UploadRefusedException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream(SEALED_BYTES);
    long count;
    do {
      gate.check();
      sealed.reset();
      count = sealPart(body, sealed);
      if (count > 0) {
        int number = parts.size();
        create(ObjectLayout.sourcePart(video, upload, number), sealed.toByteArray());
        parts.add(count);
        total += count;
      }
    } while (count == PART_BYTES);
    return total;
  }

  /** Makes the parts a source. */
  void commit() {
    SourceEnd end = new SourceEnd(parts, total, HexFormat.of().formatHex(digest.digest()));
    create(ObjectLayout.sourceEnd(video, upload), seal.seal(SourceEnd.NAME, Json.bytes(end)));
  }

  /** Deletes what this attempt stored. */
  void abandon() {
    bucket.deleteAll(ObjectLayout.sourceParts(video, upload));
  }

  private long sealPart(InputStream body, ByteArrayOutputStream sealed) throws IOException {
    long count = 0;
    try (OutputStream out = seal.sealing(Integer.toString(parts.size()), sealed)) {
      while (count < PART_BYTES) {
        int read = body.read(piece, 0, (int) Math.min(PIECE, PART_BYTES - count));
        if (read < 0) {
          break;
        }
        digest.update(piece, 0, read);
        out.write(piece, 0, read);
        count += read;
      }
    }
    return count;
  }

  private void create(String name, byte[] content) {
    if (!bucket.create(name, content, TYPE)) {
      throw new IllegalStateException("an upload attempt's object exists: " + name);
    }
  }
}
