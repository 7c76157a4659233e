package dev.reelkey.standalone.run;

import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificate and key of the public listener, from a PKCS #12 file. */
final class PublicTls {
  private static final String PASSWORD = "TLS_PASSWORD";

  private PublicTls() {}

  /** Reads the file with the pass phrase in {@code TLS_PASSWORD}; empty where none is named. */
  static Optional<SSLContext> read(StandaloneConfig config) {
    char[] password = config.settings().getOrDefault(PASSWORD, "").toCharArray();
    return config.tls().map(file -> read(file, password));
  }

  private static SSLContext read(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UserFaultException(
          "The TLS file "
              + file
              + " does not open; it is a PKCS #12 file and its pass phrase is in "
              + PASSWORD
              + ".",
          e);
    }
  }
}
