package dev.reelkey.standalone.doctor;

/**
 * What the doctor says of one part.
 *
 * @param is one sentence; where the part is not fine it ends with the way out
 */
public record Finding(String part, Verdict verdict, String is) {
  /** How bad it is: a weak part lets Reelkey run, with less than it promises. */
  public enum Verdict {
    FINE,
    WEAK,
    BROKEN
  }

  static Finding fine(String part, String is) {
    return new Finding(part, Verdict.FINE, is);
  }

  static Finding weak(String part, String is) {
    return new Finding(part, Verdict.WEAK, is);
  }

  static Finding broken(String part, String is) {
    return new Finding(part, Verdict.BROKEN, is);
  }
}
