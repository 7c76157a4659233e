package dev.reelkey.transcoder.media;

import java.util.Locale;

/** Why the media process gave no result: a closed list, each with a sentence for the uploader. */
public enum MediaFailure {
  /** The source's bytes cannot be decoded; another attempt gives the same. */
  DAMAGED("The file is damaged and cannot be decoded. Please export it again.", false),
  /** It used more processor time, wall time, memory or output than a source may. */
  TOO_EXPENSIVE("The file takes more work than we accept. Please export it again.", false),
  CRASHED("The file made the decoder fail. Please export it again.", true),
  PROTOCOL("The media process answered nonsense. Please try again.", true),
  SOURCE_UNREADABLE("The uploaded file could not be read back. Please try again.", true),
  SINK_FAILED("The result could not be stored. Please try again.", true),
  NOT_STARTED("The media process could not be started. Please tell the operator.", true),
  STOPPED("The work was stopped. It will be taken up again.", true);

  private final String sentence;
  private final boolean worthRetrying;

  MediaFailure(String sentence, boolean worthRetrying) {
    this.sentence = sentence;
    this.worthRetrying = worthRetrying;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What happened and what to do, for a person. */
  public String sentence() {
    return sentence;
  }

  /** Whether another attempt may end better. */
  public boolean worthRetrying() {
    return worthRetrying;
  }
}
