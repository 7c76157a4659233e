package dev.reelkey.playback.session;

import dev.reelkey.core.id.Base32;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.Hmac;
import dev.reelkey.core.token.TokenMaster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives each viewer one pseudonym, the same for all videos: pace and streams are counted by it.
 * Nobody without the token master finds the name behind it.
 */
public final class ViewerPseudonyms {
  private static final int BYTES = 16;

  private final Secret key;

  public ViewerPseudonyms(TokenMaster master) {
    this.key = master.pseudonymKey();
  }

  public ViewerPseudonym of(String viewer) {
    return new ViewerPseudonym(mac("viewer\n" + viewer));
  }

  /** Stands for a client where only "the same as before?" is asked. */
  public String ofClient(String address) {
    return mac("client\n" + address);
  }

  private String mac(String text) {
    byte[] mac = Hmac.raw(key.reveal(), text.getBytes(StandardCharsets.UTF_8));
    return Base32.encode(Arrays.copyOf(mac, BYTES));
  }
}
