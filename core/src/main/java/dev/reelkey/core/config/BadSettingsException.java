package dev.reelkey.core.config;

import java.util.List;

/** The configuration has faults; the message lists all of them and no value. */
public final class BadSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSettingsException(List<String> faults) {
    super(
        "the configuration has " + faults.size() + " fault(s):\n  " + String.join("\n  ", faults));
  }
}
