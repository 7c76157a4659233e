package dev.reelkey.transcoder.protect;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.reelkey.core.id.UploadId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/**
 * Seals and opens the objects of one upload: Tink's AES256-GCM-HKDF-4KB, each object a stream of
 * its own, bound to video, upload and name. So no part can be cut, swapped or moved unseen.
 */
public final class SourceSeal {
  private static final String LABEL = "reelkey/source/1";
  private static final int KEY_BYTES = 32;
  private static final int SEGMENT_BYTES = 4096;

  private final AesGcmHkdfStreaming aead;
  private final VideoId video;
  private final UploadId upload;

  public SourceSeal(Secret key, VideoId video, UploadId upload) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("a source key has 32 bytes");
    }
    try {
      this.aead = new AesGcmHkdfStreaming(key.reveal(), "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    }
    this.video = video;
    this.upload = upload;
  }

  /** What is written to the result goes to {@code to} sealed; closing it ends the object. */
  public OutputStream sealing(String name, OutputStream to) throws IOException {
    try {
      return aead.newEncryptingStream(to, placeOf(name));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    }
  }

  public byte[] seal(String name, byte[] clear) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream(clear.length + SEGMENT_BYTES);
    try (OutputStream out = sealing(name, sealed)) {
      out.write(clear);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return sealed.toByteArray();
  }

  /**
   * Opens a whole object.
   *
   * @throws SealBrokenException if a single bit of it, its length or its place is another
   */
  public byte[] open(String name, byte[] sealed) throws SealBrokenException {
    try (var in = aead.newDecryptingStream(new ByteArrayInputStream(sealed), placeOf(name))) {
      return in.readAllBytes();
    } catch (GeneralSecurityException | IOException e) {
      throw new SealBrokenException(name, e);
    }
  }

  private byte[] placeOf(String name) {
    return AssociatedData.of(LABEL, video.value(), upload.value(), name);
  }
}
