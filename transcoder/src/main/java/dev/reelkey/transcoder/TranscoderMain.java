package dev.reelkey.transcoder;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.core.platform.ServiceProcess;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts the transcoder with the environment's settings. */
public final class TranscoderMain {
  // EX_CONFIG of sysexits.h.
  private static final int BAD_CONFIGURATION = 78;

  private TranscoderMain() {}

  public static void main(String[] arguments) {
    try {
      ServiceProcess process =
          TranscoderProcess.start(System.getenv(), Clock.systemUTC(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
    } catch (BadSettingsException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_CONFIGURATION);
    }
  }
}
