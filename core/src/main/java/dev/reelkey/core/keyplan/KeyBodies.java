package dev.reelkey.core.keyplan;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.KeyId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.secret.ContentKey;
import dev.reelkey.core.secret.Secret;
import java.util.Base64;
import java.util.List;

/**
 * The bodies of the internal API that carry keys, in base64url. They exist only here, between the
 * typed key and the wire.
 */
public final class KeyBodies {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private record SourceKeyBody(String key) {
    @Override
    public String toString() {
      return "SourceKeyBody(redacted)";
    }
  }

  private record KeyBody(RenditionName rendition, int period, KeyId kid, String key) {
    @Override
    public String toString() {
      return "KeyBody(" + kid + ", redacted)";
    }
  }

  private record KeysBody(List<KeyBody> keys) {}

  private KeyBodies() {}

  /** {@code {key}}. */
  public static byte[] writeSourceKey(Secret key) {
    return Json.bytes(new SourceKeyBody(ENCODER.encodeToString(key.reveal())));
  }

  public static Secret readSourceKey(byte[] body) {
    return Secret.copyOf(DECODER.decode(Json.parse(body, SourceKeyBody.class).key()));
  }

  /** {@code {keys:[{rendition, period, kid, key}]}}. */
  public static byte[] writeKeys(List<PlannedKey> keys) {
    return Json.bytes(
        new KeysBody(
            keys.stream()
                .map(
                    each ->
                        new KeyBody(
                            each.rendition(),
                            each.period(),
                            each.kid(),
                            ENCODER.encodeToString(each.key().reveal())))
                .toList()));
  }

  public static List<PlannedKey> readKeys(byte[] body) {
    return Json.parse(body, KeysBody.class).keys().stream()
        .map(
            each ->
                new PlannedKey(
                    each.rendition(),
                    each.period(),
                    each.kid(),
                    ContentKey.copyOf(DECODER.decode(each.key()))))
        .toList();
  }
}
