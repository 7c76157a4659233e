package dev.reelkey.keyserver.bouncycastle;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key-encryption key in a BCFKS keystore file under a pass phrase. Several processes may share
 * the file: each changes it under a lock and takes note of what the others have changed.
 */
public final class KeystoreKek implements Kek {
  private static final Logger LOG = LoggerFactory.getLogger(KeystoreKek.class);

  private final KeystoreFile file;
  private final SecureRandom random;
  private volatile KeystoreContent content;
  private Optional<Object> stamp;

  private KeystoreKek(KeystoreFile file, SecureRandom random) {
    this.file = file;
    this.random = random;
    // Before the content: a replacement in between is then seen.
    this.stamp = file.stamp();
    this.content = file.read();
  }

  /**
   * Opens an existing keystore.
   *
   * @throws IllegalArgumentException if there is none, or it does not open
   */
  public static KeystoreKek open(Path path, Secret passPhrase, SecureRandom random) {
    KeystoreFile file = new KeystoreFile(path, passPhrase);
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "there is no keystore " + path + "; without it no stored key can be opened");
    }
    return new KeystoreKek(file, random);
  }

  /** Opens the keystore, or makes it with version 1 where the file is missing (0600). */
  public static KeystoreKek openOrCreate(Path path, Secret passPhrase, SecureRandom random) {
    KeystoreFile file = new KeystoreFile(path, passPhrase);
    if (!file.exists()) {
      file.create(new KeystoreContent(Map.of(1, fresh(random)), 1, 1));
    }
    return new KeystoreKek(file, random);
  }

  @Override
  public List<Integer> versions() {
    return List.copyOf(content.versions().keySet());
  }

  @Override
  public int active() {
    return current().orElse(content).active();
  }

  @Override
  public int minimum() {
    return content.minimum();
  }

  @Override
  public byte[] wrap(int version, Secret key, byte[] associatedData) {
    return AesGcm.seal(version(version), associatedData, key.reveal(), random);
  }

  @Override
  public Secret unwrap(int version, byte[] wrapped, byte[] associatedData) {
    return Secret.copyOf(AesGcm.open(version(version), associatedData, wrapped));
  }

  @Override
  public synchronized int rotate() {
    Secret fresh = fresh(random);
    return keep(file.change(now -> now.with(fresh))).active();
  }

  @Override
  public synchronized void destroyBelow(int minimum) {
    keep(file.change(now -> now.withoutBelow(minimum)));
  }

  @Override
  public boolean isCurrent() {
    return current().isPresent();
  }

  private KeystoreContent keep(KeystoreContent next) {
    // The stamp stays behind: another process may have replaced the file since, so the next look
    // reads it.
    content = next;
    return next;
  }

  /** What the file holds now; empty where it does not open, and what was known before stays. */
  private synchronized Optional<KeystoreContent> current() {
    Optional<Object> now = file.stamp();
    if (now.isPresent() && now.equals(stamp)) {
      return Optional.of(content);
    }
    try {
      KeystoreContent read = file.read();
      stamp = now;
      content = read;
      return Optional.of(read);
    } catch (IllegalArgumentException e) {
      LOG.error("another process has changed the keystore: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Secret version(int version) {
    Secret known = held(content, version);
    // Another process may have rotated since the file was read.
    Secret key = known == null ? current().map(now -> held(now, version)).orElse(null) : known;
    if (key == null) {
      throw new KekVersionMissingException(version);
    }
    return key;
  }

  private static @Nullable Secret held(KeystoreContent content, int version) {
    return version < content.minimum() ? null : content.versions().get(version);
  }

  private static Secret fresh(SecureRandom random) {
    return Secret.random(random, AesGcm.KEY_BYTES);
  }
}
