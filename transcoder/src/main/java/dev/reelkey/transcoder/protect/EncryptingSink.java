package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Encrypts segments as they come and hands each to the store when it is whole. */
public final class EncryptingSink implements SegmentSink {
  private static final int CLEAR_PICTURE_LIMIT = 4 << 20;

  private final Attempt attempt;
  private final ContentKeys keys;
  private final int segmentsPerPeriod;
  private final SecureRandom random;
  private final SegmentStore store;

  public EncryptingSink(
      Attempt attempt,
      ContentKeys keys,
      int segmentsPerPeriod,
      SecureRandom random,
      SegmentStore store) {
    this.attempt = attempt;
    this.keys = keys;
    this.segmentsPerPeriod = segmentsPerPeriod;
    this.random = random;
    this.store = store;
  }

  @Override
  public SegmentWriter open(RenditionName rendition, int segment) {
    return SegmentNames.restsInClear(rendition)
        ? new ClearPicture(rendition, segment)
        : new Encrypted(rendition, segment);
  }

  private final class Encrypted implements SegmentWriter {
    private final RenditionName rendition;
    private final int segment;
    private final PlannedKey key;
    private final Iv iv = Iv.random(random);
    private final SegmentCipher cipher;
    private final @Nullable TsInspector inspector;

    Encrypted(RenditionName rendition, int segment) {
      this.rendition = rendition;
      this.segment = segment;
      this.key = keys.of(rendition, Timeline.period(segment, segmentsPerPeriod));
      this.cipher = SegmentCipher.encrypting(key.key(), iv);
      this.inspector = SegmentNames.isText(rendition) ? null : new TsInspector();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (inspector != null) {
        inspector.write(bytes, offset, length);
      }
      cipher.write(bytes, offset, length);
    }

    @Override
    public void finish(SegmentFacts facts) throws IOException {
      SegmentCipher.EncryptedSegment whole = cipher.finish();
      StoredSegment stored =
          new StoredSegment(
              rendition,
              segment,
              attempt.file(rendition, segment),
              whole.ciphertext().length,
              whole.sha256(),
              key.kid(),
              iv,
              facts,
              inspector == null ? null : inspector.finish());
      store.put(stored, whole.ciphertext());
    }
  }

  private final class ClearPicture implements SegmentWriter {
    private final RenditionName rendition;
    private final int segment;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClearPicture(RenditionName rendition, int segment) {
      this.rendition = rendition;
      this.segment = segment;
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
      if (bytes.size() + length > CLEAR_PICTURE_LIMIT) {
        throw new IOException("a clear picture is small");
      }
      bytes.write(part, offset, length);
    }

    @Override
    public void finish(SegmentFacts facts) throws IOException {
      byte[] picture = bytes.toByteArray();
      store.put(
          new StoredSegment(
              rendition,
              segment,
              attempt.file(rendition, segment),
              picture.length,
              SegmentCipher.sha256(picture),
              null,
              null,
              facts,
              null),
          picture);
    }
  }
}
