package dev.reelkey.keyserver.bouncycastle;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.keyserver.kek.AesGcm;
import dev.reelkey.keyserver.kek.Kek;
import dev.reelkey.keyserver.kek.KekVersionMissingException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The key-encryption key in a BCFKS keystore file under a pass phrase. */
public final class KeystoreKek implements Kek {
  private final KeystoreFile file;
  private final SecureRandom random;
  private volatile KeystoreFile.Content content;

  private KeystoreKek(KeystoreFile file, KeystoreFile.Content content, SecureRandom random) {
    this.file = file;
    this.content = content;
    this.random = random;
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
    return new KeystoreKek(file, file.read(), random);
  }

  /** Opens the keystore, or makes it with version 1 where the file is missing (0600). */
  public static KeystoreKek openOrCreate(Path path, Secret passPhrase, SecureRandom random) {
    KeystoreFile file = new KeystoreFile(path, passPhrase);
    if (file.exists()) {
      return new KeystoreKek(file, file.read(), random);
    }
    KeystoreFile.Content first = new KeystoreFile.Content(Map.of(1, fresh(random)), 1, 1);
    file.write(first);
    return new KeystoreKek(file, first, random);
  }

  @Override
  public List<Integer> versions() {
    return List.copyOf(content.versions().keySet());
  }

  @Override
  public int active() {
    return content.active();
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
    int next = content.versions().keySet().stream().max(Integer::compare).orElse(0) + 1;
    Map<Integer, Secret> versions = new TreeMap<>(content.versions());
    versions.put(next, fresh(random));
    keep(new KeystoreFile.Content(versions, next, content.minimum()));
    return next;
  }

  @Override
  public synchronized void destroyBelow(int minimum) {
    Map<Integer, Secret> versions = new TreeMap<>(content.versions());
    versions.keySet().removeIf(version -> version < minimum);
    keep(new KeystoreFile.Content(versions, content.active(), minimum));
  }

  private void keep(KeystoreFile.Content next) {
    file.write(next);
    content = next;
  }

  private Secret version(int version) {
    KeystoreFile.Content now = content;
    Secret key = version < now.minimum() ? null : now.versions().get(version);
    if (key == null) {
      throw new KekVersionMissingException(version);
    }
    return key;
  }

  private static Secret fresh(SecureRandom random) {
    return Secret.random(random, AesGcm.KEY_BYTES);
  }
}
