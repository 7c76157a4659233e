package dev.reelkey.standalone.data;

import dev.reelkey.core.secret.Secret;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.TokenMaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The secrets of the one process, one file each. Each is made when first asked for; a later start
 * finds it. A file or directory that others can open is refused.
 */
public final class Secrets {
  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final Path keystore;
  private final SecureRandom random;

  private Secrets(DataDirectory data, SecureRandom random) {
    this.directory = data.secrets();
    this.keystore = data.keystore();
    this.random = random;
  }

  /** Opens the directory, which {@link DataDirectory#prepare} has made. */
  public static Secrets open(DataDirectory data, SecureRandom random) {
    refuseOpenDoor(data.secrets(), "700");
    return new Secrets(data, random);
  }

  public TokenMaster tokenMaster() {
    Secret text = textKey("token-master");
    return new TokenMaster(Secret.copyOf(Base64.getUrlDecoder().decode(text.reveal())));
  }

  public SigningKey developmentKey() {
    return signingKey("development-key.jwk", "dev-1");
  }

  public SigningKey serviceKey() {
    return signingKey("service-key.jwk", "transcoder-1");
  }

  public Secret s3SecretKey() {
    return textKey("s3-secret-key");
  }

  public Secret redisPassword() {
    return textKey("redis-password");
  }

  /** The file with the pass phrase of the keystore; made when missing. */
  public Path kekPassPhraseFile() {
    textKey("kek-passphrase");
    return directory.resolve("kek-passphrase");
  }

  /** Where the keystore of the key-encryption key lies; the key-server makes it. */
  public Path kekKeystoreFile() {
    return keystore;
  }

  /** An ES256 key of its own file; made when missing. */
  public SigningKey signingKey(String file, String keyId) {
    return SigningKey.parse(find(file, () -> SigningKey.generate(keyId).export()));
  }

  /** A note beside the secrets; empty where it was never written. */
  public Optional<byte[]> note(String file) {
    try {
      Path path = directory.resolve(file);
      return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UserFaultException("The file " + file + " among the secrets cannot be read.", e);
    }
  }

  public void writeNote(String file, byte[] content) {
    try {
      OwnerOnly.keep(directory.resolve(file), content);
    } catch (IOException e) {
      throw new UserFaultException("The file " + file + " among the secrets is not written.", e);
    }
  }

  /** Removes what nobody needs any more. */
  public void forget(String file) {
    try {
      Files.deleteIfExists(directory.resolve(file));
    } catch (IOException e) {
      throw new UserFaultException("The file " + file + " among the secrets stays.", e);
    }
  }

  /** 32 random bytes as base64url text, which configuration files and protocols can carry. */
  private Secret textKey(String file) {
    return find(
        file,
        () ->
            Secret.copyOf(
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Secret.random(random, KEY_BYTES).reveal())
                    .getBytes(StandardCharsets.US_ASCII)));
  }

  private Secret find(String name, Supplier<Secret> maker) {
    Path file = directory.resolve(name);
    try {
      if (!Files.exists(file)) {
        OwnerOnly.keep(file, maker.get().reveal());
      }
      refuseOpenDoor(file, "600");
      return Secret.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UserFaultException(
          "The secret " + file + " cannot be read or made; check its owner.", e);
    }
  }

  private static void refuseOpenDoor(Path path, String mode) {
    try {
      if (OwnerOnly.isOpenToOthers(path)) {
        throw new UserFaultException(
            path + " can be opened by others; run: chmod " + mode + " " + path);
      }
    } catch (IOException e) {
      throw new UserFaultException("The secrets in " + path + " cannot be read.", e);
    }
  }
}
