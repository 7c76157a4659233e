package dev.reelkey.transcoder.upload;

/** Ends an upload; what it had stored is deleted. */
public final class UploadRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final UploadRefusal why;

  public UploadRefusedException(UploadRefusal why) {
    super(why.name());
    this.why = why;
  }

  public UploadRefusal why() {
    return why;
  }
}
