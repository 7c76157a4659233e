package dev.reelkey.core.id;

import java.security.SecureRandom;

/** Makes fresh ids of 128 random bits, which nobody can guess (ASVS 11.5.1). */
public final class RandomIds {
  private final SecureRandom random;

  public RandomIds(SecureRandom random) {
    this.random = random;
  }

  public VideoId video() {
    return new VideoId(text(16));
  }

  public GenerationId generation() {
    return new GenerationId(text(16));
  }

  public KeyId key() {
    return new KeyId(text(16));
  }

  public UploadId upload() {
    return new UploadId(text(16));
  }

  public AttemptNonce nonce() {
    return new AttemptNonce(text(5));
  }

  public SessionId session(ViewerPseudonym viewer) {
    return new SessionId(SessionId.tagOf(viewer) + text(16));
  }

  /** A free id in the same alphabet: request ids, token ids. */
  public String text(int bytes) {
    byte[] raw = new byte[bytes];
    random.nextBytes(raw);
    return Base32.encode(raw);
  }
}
