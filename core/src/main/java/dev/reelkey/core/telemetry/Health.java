package dev.reelkey.core.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What must answer before this process may be sent requests. */
public final class Health {
  private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();

  /** Adds a check; it may block for some hundred milliseconds. */
  public synchronized Health require(String name, BooleanSupplier check) {
    checks.put(name, check);
    return this;
  }

  /** Each check's name and whether it holds now. */
  public synchronized Map<String, Boolean> ask() {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    checks.forEach((name, check) -> answers.put(name, check.getAsBoolean()));
    return answers;
  }
}
