package dev.reelkey.keyserver.bouncycastle;

import dev.reelkey.core.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A BCFKS file with one entry that holds all versions: opening stretches the pass phrase once for
 * each entry. The file is replaced as a whole, so a crash leaves the old or the new one.
 */
final class KeystoreFile {
  private static final String ALL = "versions";
  private static final String STATE = "state";
  private static final Pattern STATE_TEXT = Pattern.compile("active=(\\d+) minimum=(\\d+)");
  private static final Pattern VERSION = Pattern.compile("kek-([1-9]\\d{0,8})");

  private final Path file;
  private final Secret passPhrase;

  KeystoreFile(Path file, Secret passPhrase) {
    this.file = file;
    this.passPhrase = passPhrase;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Changes with every replacement of the file; empty where it cannot be told. */
  Optional<Object> stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(List.of(String.valueOf(now.fileKey()), now.lastModifiedTime()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if the pass phrase is wrong or the file damaged
   */
  KeystoreContent read() {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = emptyStore();
      store.load(in, phrase());
      return store.containsAlias(ALL)
          ? KeystoreContent.read(Secret.copyOf(entry(store, ALL)))
          : entryByEntry(store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the keystore " + file + " does not open: wrong pass phrase, or the file is damaged");
    }
  }

  /** Makes the file unless another process is faster; what lies there then counts. */
  void create(KeystoreContent content) {
    write(content, (next, to) -> Files.createLink(to, next));
  }

  private interface Placing {
    void place(Path next, Path to) throws IOException;
  }

  private void write(KeystoreContent content, Placing placing) {
    try {
      KeyStore store = emptyStore();
      store.load(null, null);
      // The algorithm is a label: BCFKS wants one that it knows and takes any length for it.
      SecretKeySpec all = new SecretKeySpec(content.bytes().reveal(), "HmacSHA256");
      store.setKeyEntry(ALL, all, phrase(), null);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, phrase());
      place(out.toByteArray(), placing);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the keystore " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("BouncyCastle refuses the keystore", e);
    }
  }

  /** Reads, edits and replaces the file while no other process can. */
  KeystoreContent change(UnaryOperator<KeystoreContent> edit) {
    while (true) {
      Optional<Object> before = stamp();
      try (FileChannel opened =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock lock = opened.lock()) {
        // Replaced before we had the lock: what is locked is not the keystore any more.
        if (lock.isValid() && before.isPresent() && before.equals(stamp())) {
          KeystoreContent next = edit.apply(read());
          write(next, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
          return next;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("locking the keystore " + file, e);
      }
    }
  }

  /** As it was once written: each entry costs a stretching of the pass phrase. */
  private KeystoreContent entryByEntry(KeyStore store) throws GeneralSecurityException {
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
    return new KeystoreContent(
        versions, Integer.parseInt(state.group(1)), Integer.parseInt(state.group(2)));
  }

  private void place(byte[] bytes, Placing placing) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path folder = file.toAbsolutePath().getParent();
    Path next = Files.createTempFile(folder, ".keystore", ".new", ownerOnly);
    try {
      Files.write(next, bytes, StandardOpenOption.SYNC);
      placing.place(next, file);
    } catch (FileAlreadyExistsException faster) {
      // Its content is read, not ours.
    } finally {
      Files.deleteIfExists(next);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
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
