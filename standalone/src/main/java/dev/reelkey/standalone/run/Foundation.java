package dev.reelkey.standalone.run;

import dev.reelkey.core.platform.Platform;
import dev.reelkey.keyserver.KeyServer;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What the services stand on.
 *
 * @param kek on its way: its pass phrase is stretched while the stores start
 */
record Foundation(
    DataDirectory data,
    Configs configs,
    Secrets secrets,
    Platform platform,
    CompletableFuture<Kek> kek) {

  static CompletableFuture<Kek> openKek(Configs configs, SecureRandom random) {
    return CompletableFuture.supplyAsync(() -> KeyServer.openKek(configs.keys(), random));
  }

  Kek awaitKek() {
    try {
      return kek.join();
    } catch (CompletionException e) {
      throw new UserFaultException(
          "The keystore "
              + secrets.kekKeystoreFile()
              + " does not open with its pass phrase; restore both from one backup.",
          e);
    }
  }
}
