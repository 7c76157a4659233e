package dev.reelkey.tests.hls;

import dev.reelkey.tests.hls.Violation.Level;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong. */
public final class Findings {
  private final List<Violation> violations = new ArrayList<>();

  /** Notes a broken MUST unless the rule holds. */
  void must(boolean holds, String rule, String where, String what) {
    if (!holds) {
      violations.add(new Violation(rule, Level.MUST, where, what));
    }
  }

  /** Notes a broken SHOULD unless the rule holds. */
  void should(boolean holds, String rule, String where, String what) {
    if (!holds) {
      violations.add(new Violation(rule, Level.SHOULD, where, what));
    }
  }

  public List<Violation> all() {
    return List.copyOf(violations);
  }
}
