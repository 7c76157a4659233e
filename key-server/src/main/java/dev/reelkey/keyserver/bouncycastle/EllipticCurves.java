package dev.reelkey.keyserver.bouncycastle;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** BouncyCastle's EC, ten times as fast as the JDK's; never registered, so nothing else uses it. */
public final class EllipticCurves {
  private EllipticCurves() {}

  public static Provider provider() {
    return new BouncyCastleProvider();
  }
}
