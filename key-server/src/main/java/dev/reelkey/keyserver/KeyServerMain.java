package dev.reelkey.keyserver;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.platform.ServiceProcess;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts the key-server with the environment's settings. */
public final class KeyServerMain {
  // EX_CONFIG of sysexits.h.
  private static final int BAD_CONFIGURATION = 78;

  private KeyServerMain() {}

  public static void main(String[] arguments) {
    try {
      ServiceProcess process =
          KeyServerProcess.start(System.getenv(), Clock.systemUTC(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
    } catch (BadSettingsException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_CONFIGURATION);
    }
  }
}
