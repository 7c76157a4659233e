package dev.reelkey.keyserver.audit;

/** Where every grant and refusal is written down. */
public interface AuditLog {
  /**
   * Takes the event before the key leaves.
   *
   * @return false where it cannot be kept: the key must then be refused
   */
  boolean granted(KeyEvent event);

  /** Takes the event if there is room to spare; a flood of refusals must not cost a grant. */
  void refused(KeyEvent event);

  /**
   * The same for a caller who showed nothing of ours. Such requests cost nothing to make: a few
   * have their line, the others are counted.
   */
  void refusedStranger(KeyEvent event);
}
