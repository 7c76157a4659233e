package dev.reelkey.standalone.run;

import dev.reelkey.standalone.data.CertificatePin;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate and key of the public listener, from a PKCS #12 file.
 *
 * @param certificates one of which the listener shows, depending on what the client can take
 */
record PublicTls(SSLContext context, Set<CertificatePin> certificates) {
  private static final String PASSWORD = "TLS_PASSWORD";

  PublicTls {
    certificates = Set.copyOf(certificates);
  }

  /** Reads the file with the pass phrase in {@code TLS_PASSWORD}; empty where none is named. */
  static Optional<PublicTls> read(StandaloneConfig config) {
    char[] password = config.settings().getOrDefault(PASSWORD, "").toCharArray();
    return config.tls().map(file -> read(file, password));
  }

  private static PublicTls read(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new PublicTls(context, certificates(store));
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

  private static Set<CertificatePin> certificates(KeyStore store) throws GeneralSecurityException {
    Set<CertificatePin> found = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        found.add(CertificatePin.of(certificate));
      }
    }
    return found;
  }
}
