package dev.reelkey.edge.vectors;

import static dev.reelkey.edge.vectors.Verdict.EXPIRED;
import static dev.reelkey.edge.vectors.Verdict.INVALID;
import static dev.reelkey.edge.vectors.Verdict.MALFORMED;
import static dev.reelkey.edge.vectors.Verdict.OK;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reelkey.edge.vectors.VectorFile.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes the vectors. It signs by itself, from the description of the token alone, so that a fault
 * of core's code cannot hide in vectors that core's code made.
 */
final class VectorMaker {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final long EXPIRY = 1_900_000_000L;
  private static final long NOW = EXPIRY - 3600;
  private static final String SEGMENT = "v720/000042-abcdefgh.ts";
  private static final List<String> OBJECTS =
      List.of(
          SEGMENT,
          "v720/index-1.m3u8",
          "v720/index-9999.m3u8",
          "a/000000-22222222.m4s",
          "sub-en-2/999999-zzzzzzzz.vtt",
          "9poster/000001-a2b3c4d5.jpg",
          "abcdefghijklmnopqrstuvwxyz-01234/index-12.m3u8",
          "v720/keys/abcdefghijklmnopqrstuvwxyz");

  private final Random random = new Random(20260801);
  private final Map<String, String> keys = new TreeMap<>();
  private final List<Vector> vectors = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    Files.writeString(Path.of(args[0]), new VectorMaker().make().json());
  }

  VectorFile make() throws IOException {
    for (String kid : List.of("main-1", "main-2", "b-999999", "eu0123456789abcd-7")) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      keys.put(kid, base64url(key));
    }
    good();
    times();
    alteredCharacters();
    otherKeys();
    tokenForms();
    paths();
    return new VectorFile(keys, vectors);
  }

  private void good() {
    for (String kid : keys.keySet()) {
      for (String object : OBJECTS) {
        Words words = words(kid, EXPIRY);
        add("signed by " + kid, words.path(token(words), object), NOW, OK);
        String second = base64url(mac(text(20), words));
        add("a second MAC is for others", words.path(token(words) + "." + second, object), NOW, OK);
      }
    }
  }

  private void times() {
    Words words = words("main-1", EXPIRY);
    String url = words.path(token(words), SEGMENT);
    for (long before : new long[] {-86_400, -61, -31, -30, -1, 0, 1, 29}) {
      add("now = exp + " + before, url, EXPIRY + before, OK);
    }
    for (long after : new long[] {30, 31, 59, 61, 300, 86_400, 1_000_000_000}) {
      add("now = exp + " + after, url, EXPIRY + after, EXPIRED);
    }
    Words altered =
        new Words("main-1", Long.toString(EXPIRY + 1), words.sid(), words.vid(), words.gen());
    add(
        "a later exp",
        words.path(token(words).replace(words.exp(), altered.exp()), SEGMENT),
        NOW,
        INVALID);
    add(
        "invalid comes before expired",
        url.replace("e1.main-1", "e1.main-2"),
        EXPIRY + 999,
        INVALID);
  }

  /**
   * Each character of what the MAC covers, and of the MAC, exchanged for another of its alphabet.
   */
  private void alteredCharacters() {
    Words words = words("main-2", EXPIRY);
    String url = words.path(token(words), SEGMENT);
    alter(url, url.indexOf(words.sid()), 34, BASE32, "session");
    alter(url, url.indexOf(words.vid()), 26, BASE32, "video");
    alter(url, url.indexOf(words.gen()), 26, BASE32, "generation");
    alter(url, url.indexOf(words.exp()) + 1, 9, "0123456789", "expiry");
    int mac = url.indexOf(words.sid()) + 35;
    alter(url, mac, 43, BASE64URL, "MAC");
    // The last of 43 characters carries two bits that decoders ignore; as text they differ.
    for (int low = 1; low < 4; low++) {
      char last = BASE64URL.charAt(BASE64URL.indexOf(url.charAt(mac + 42)) ^ low);
      add("other spelling of the same MAC", replace(url, mac + 42, last), NOW, INVALID);
    }
  }

  private void otherKeys() {
    Words words = words("main-1", EXPIRY);
    for (String unknown : List.of("main-3", "other-1", "main-11", "main-999999", "constructor-1")) {
      Words foreign = new Words(unknown, words.exp(), words.sid(), words.vid(), words.gen());
      String token =
          "e1."
              + unknown
              + "."
              + words.exp()
              + "."
              + words.sid()
              + "."
              + base64url(mac(keys.get("main-1"), foreign));
      add("a key id that this edge does not have", words.path(token, SEGMENT), NOW, INVALID);
    }
    for (String kid : keys.keySet()) {
      String wrong = keys.get("main-1".equals(kid) ? "main-2" : "main-1");
      Words own = words(kid, EXPIRY);
      String token =
          "e1." + kid + "." + own.exp() + "." + own.sid() + "." + base64url(mac(wrong, own));
      add("signed by another key than it says", own.path(token, SEGMENT), NOW, INVALID);
    }
    Words swapped = new Words("main-1", words.exp(), words.sid(), words.gen(), words.vid());
    add("video and generation exchanged", swapped.path(token(words), SEGMENT), NOW, INVALID);
    add(
        "the token of another video",
        words.path(token(words("main-1", EXPIRY)), SEGMENT),
        NOW,
        INVALID);
    String second = base64url(mac(keys.get("main-1"), words));
    String first = base64url(mac(text(20), words));
    String token = "e1.main-1." + words.exp() + "." + words.sid() + "." + first + "." + second;
    add("the right MAC in the second place", words.path(token, SEGMENT), NOW, INVALID);
  }

  private void tokenForms() {
    Words words = words("main-1", EXPIRY);
    String good = token(words);
    for (String token : BadTexts.tokenForms(good, words)) {
      add("a token of another form", words.path(token, SEGMENT), NOW, INVALID);
    }
    for (String token : BadTexts.noTokens(good)) {
      add("no token segment at all", words.path(token, SEGMENT), NOW, MALFORMED);
    }
    add(
        "257 characters are one too many",
        words.path(good + "a".repeat(257 - good.length()), SEGMENT),
        NOW,
        MALFORMED);
    add(
        "256 characters are a segment",
        words.path(good + "a".repeat(256 - good.length()), SEGMENT),
        NOW,
        INVALID);
  }

  private void paths() {
    Words words = words("main-1", EXPIRY);
    String token = token(words);
    for (String object : BadTexts.objects()) {
      add("not an object of a rendition", words.path(token, object), NOW, MALFORMED);
    }
    String good = words.path(token, SEGMENT);
    for (String url : BadTexts.targets(good, token, words)) {
      add("not a path of this kind", url, NOW, MALFORMED);
    }
  }

  private void alter(String url, int from, int length, String alphabet, String what) {
    for (int at = from; at < from + length; at++) {
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      while (other == url.charAt(at)) {
        other = alphabet.charAt(random.nextInt(alphabet.length()));
      }
      add("another " + what, replace(url, at, other), NOW, INVALID);
    }
  }

  private void add(String why, String url, long now, Verdict verdict) {
    vectors.add(new Vector(why, url, now, verdict));
  }

  private Words words(String kid, long expiry) {
    return new Words(kid, Long.toString(expiry), text(34), text(26), text(26));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, BASE32.length()).forEach(i -> text.append(BASE32.charAt(i)));
    return text.toString();
  }

  private String token(Words words) {
    String key = keys.get(words.kid());
    return "e1."
        + words.kid()
        + "."
        + words.exp()
        + "."
        + words.sid()
        + "."
        + base64url(mac(key, words));
  }

  private static String replace(String url, int at, char other) {
    return url.substring(0, at) + other + url.substring(at + 1);
  }

  private static byte[] mac(String key, Words words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              key.length() == 43 ? Base64.getUrlDecoder().decode(key) : key.getBytes(UTF_8),
              "HmacSHA256"));
      return mac.doFinal(words.signed().getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
