package dev.reelkey.tests.hls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Puts one fault into a presentation. */
record Editor(StoredPresentation presentation) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static String hex(ByteBuffer bytes) {
    return HEX.formatHex(bytes.array());
  }

  static ByteBuffer encrypt(byte[] clear, ByteBuffer key, String iv) {
    return ByteBuffer.wrap(cipher(Cipher.ENCRYPT_MODE, clear, key, iv));
  }

  private static byte[] cipher(int mode, byte[] bytes, ByteBuffer key, String iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          mode, new SecretKeySpec(key.array(), "AES"), new IvParameterSpec(HEX.parseHex(iv)));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces in the multivariant playlist; what is replaced must be there. */
  StoredPresentation multivariant(String from, String to) {
    return new StoredPresentation(
        replace(presentation.multivariant(), from, to), presentation.renditions());
  }

  StoredPresentation multivariant(UnaryOperator<String> edit) {
    return new StoredPresentation(
        edit.apply(presentation.multivariant()), presentation.renditions());
  }

  /** Replaces the first occurrence in a media playlist. */
  StoredPresentation playlist(String uri, String from, String to) {
    return rendition(
        uri,
        old ->
            new StoredRendition(
                uri, replace(old.playlist(), from, to), old.segments(), old.keys()));
  }

  /** Changes the stored bytes of a segment. */
  StoredPresentation stored(String uri, int segment, UnaryOperator<byte[]> edit) {
    return rendition(
        uri,
        old -> {
          List<ByteBuffer> segments = new ArrayList<>(old.segments());
          segments.set(segment, ByteBuffer.wrap(edit.apply(segments.get(segment).array().clone())));
          return new StoredRendition(uri, old.playlist(), segments, old.keys());
        });
  }

  /** Changes the clear bytes of a segment and encrypts it again. */
  StoredPresentation clear(String uri, int segment, UnaryOperator<byte[]> edit) {
    StoredRendition rendition = find(uri);
    SegmentKey key =
        MediaPlaylist.parse(uri, rendition.playlist(), new Findings())
            .segments()
            .get(segment)
            .key();
    ByteBuffer bytes = rendition.keys().get(key.uri());
    String iv = key.iv().substring(2);
    return stored(
        uri,
        segment,
        old -> encrypt(edit.apply(cipher(Cipher.DECRYPT_MODE, old, bytes, iv)), bytes, iv).array());
  }

  /** Changes every key file of a rendition. */
  StoredPresentation keys(String uri, UnaryOperator<ByteBuffer> edit) {
    return rendition(
        uri,
        old -> {
          Map<String, ByteBuffer> keys = new HashMap<>();
          old.keys().forEach((name, key) -> keys.put(name, edit.apply(key)));
          return new StoredRendition(uri, old.playlist(), old.segments(), keys);
        });
  }

  StoredPresentation rendition(String uri, UnaryOperator<StoredRendition> edit) {
    find(uri);
    return new StoredPresentation(
        presentation.multivariant(),
        presentation.renditions().stream()
            .map(each -> each.uri().equals(uri) ? edit.apply(each) : each)
            .toList());
  }

  StoredRendition find(String uri) {
    return presentation.renditions().stream()
        .filter(each -> each.uri().equals(uri))
        .findFirst()
        .orElseThrow();
  }

  private static String replace(String text, String from, String to) {
    int at = text.indexOf(from);
    if (at < 0) {
      throw new IllegalArgumentException("the fixture has no " + from);
    }
    return text.substring(0, at) + to + text.substring(at + from.length());
  }
}
