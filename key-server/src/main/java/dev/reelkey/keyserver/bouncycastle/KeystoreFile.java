package dev.reelkey.keyserver.bouncycastle;

import dev.reelkey.core.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A BCFKS file with one entry per version and one that names the active and the minimum version.
 * The file is replaced as a whole, so a crash leaves the old or the new one.
 */
final class KeystoreFile {
  private static final String STATE = "state";
  private static final Pattern STATE_TEXT = Pattern.compile("active=(\\d+) minimum=(\\d+)");
  private static final Pattern VERSION = Pattern.compile("kek-([1-9]\\d{0,8})");

  private final Path file;
  private final Secret passPhrase;

  KeystoreFile(Path file, Secret passPhrase) {
    this.file = file;
    this.passPhrase = passPhrase;
  }

  /** What the file holds. */
  record Content(Map<Integer, Secret> versions, int active, int minimum) {
    Content {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      if (!versions.containsKey(active) || minimum > active || minimum < 1) {
        throw new IllegalArgumentException("the keystore lacks its active version");
      }
    }
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if the pass phrase is wrong or the file damaged
   */
  Content read() {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = emptyStore();
      store.load(in, phrase());
      Matcher state = STATE_TEXT.matcher(new String(entry(store, STATE), StandardCharsets.UTF_8));
      if (!state.matches()) {
        throw new IllegalArgumentException("the keystore has no valid state entry");
      }
      Map<Integer, Secret> versions = new TreeMap<>();
      for (String alias : Collections.list(store.aliases())) {
        Matcher name = VERSION.matcher(alias);
        if (name.matches()) {
          versions.put(Integer.parseInt(name.group(1)), Secret.copyOf(entry(store, alias)));
        }
      }
      return new Content(
          versions, Integer.parseInt(state.group(1)), Integer.parseInt(state.group(2)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the keystore " + file + " does not open: wrong pass phrase, or the file is damaged");
    }
  }

  void write(Content content) {
    try {
      KeyStore store = emptyStore();
      store.load(null, null);
      for (Map.Entry<Integer, Secret> each : content.versions().entrySet()) {
        put(store, "kek-" + each.getKey(), each.getValue().reveal(), "AES");
      }
      String state = "active=" + content.active() + " minimum=" + content.minimum();
      put(store, STATE, state.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, phrase());
      replace(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing the keystore " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("BouncyCastle refuses the keystore", e);
    }
  }

  private void replace(byte[] bytes) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path folder = file.toAbsolutePath().getParent();
    Path next = Files.createTempFile(folder, ".keystore", ".new", ownerOnly);
    try {
      Files.write(next, bytes, StandardOpenOption.SYNC);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void put(KeyStore store, String alias, byte[] key, String algorithm)
      throws GeneralSecurityException {
    store.setKeyEntry(alias, new SecretKeySpec(key, algorithm), phrase(), null);
  }

  private byte[] entry(KeyStore store, String alias) throws GeneralSecurityException {
    java.security.Key key = store.getKey(alias, phrase());
    if (key == null) {
      throw new IllegalArgumentException("the keystore has no entry " + alias);
    }
    return key.getEncoded();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    return KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
  }

  private char[] phrase() {
    return new String(passPhrase.reveal(), StandardCharsets.UTF_8).toCharArray();
  }
}
