package dev.reelkey.standalone.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.standalone.data.CertificatePin;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.run.Standalone;
import dev.reelkey.standalone.run.StandaloneConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process under {@code --tls}, with a certificate that nobody signed and that names no address.
 */
class OwnTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path root;
  private static DataDirectory data;
  private static Path certificate;
  private static Standalone standalone;

  private final TestTerminal terminal = new TestTerminal();

  @BeforeAll
  static void start() throws Exception {
    data = DataDirectory.at(root.resolve("data"), Optional.empty());
    certificate = root.resolve("own.p12");
    selfSign(certificate);
    standalone =
        Standalone.start(
            new StandaloneConfig(
                data,
                new InetSocketAddress("127.0.0.1", 0),
                Optional.of(certificate),
                false,
                Map.of("TLS_PASSWORD", PASSWORD)),
            Clock.systemUTC(),
            new SecureRandom(),
            link -> {});
  }

  @AfterAll
  static void stop() {
    if (standalone != null) {
      standalone.close();
    }
  }

  @Test
  void commandsFindItAndTrustItsVeryCertificate() {
    assertThat(videos()).as(terminal.err()).isZero();
  }

  @Test
  void anyOtherCertificateAtItsAddressIsRefusedWithASentence() {
    Running noted = standalone.running();
    CertificatePin other = new CertificatePin("0".repeat(64));
    new Running(
            noted.pid(),
            noted.publicUrl(),
            noted.apiUrl(),
            Set.of(other),
            noted.managementUrl(),
            noted.secrets(),
            noted.development())
        .note(data);
    try {
      assertThat(videos()).isEqualTo(1);
      assertThat(terminal.err()).startsWith("reelkey: TLS with " + noted.apiUrl() + " fails");
    } finally {
      noted.note(data);
    }
  }

  @Test
  void anAddressThatIsGivenIsHeldAgainstTheTrustOfTheMachine() {
    terminal.set("REELKEY_URL", standalone.running().publicUrl().toString());
    terminal.set("REELKEY_TOKEN", "x");

    assertThat(videos()).isEqualTo(1);
    assertThat(terminal.err()).contains("trusts its certificate for that name");
  }

  @Test
  @DisplayName("WEB-8: every answer under TLS asks for TLS")
  void everyAnswerAsksForTls() throws Exception {
    for (String path : List.of("/", "/nowhere", "/v1/videos", "/t/x")) {
      assertThat(answer(path))
          .as(path)
          .containsOnlyOnce("Strict-Transport-Security: max-age=31536000; includeSubDomains");
    }
  }

  private int videos() {
    return terminal.run("videos", "--data", data.root().toString());
  }

  private static String answer(String path) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(certificate.toFile(), PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    int port = standalone.running().apiUrl().getPort();
    try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  private static void selfSign(Path file) throws IOException, InterruptedException {
    Path log = file.resolveSibling("keytool.log");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-dname",
                "CN=nobody.example",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(log)).isZero();
  }
}
