package dev.reelkey.edge.nginx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final byte ALERT = 21;
  private static final int PROTOCOL_VERSION = 70;
  private static final byte HANDSHAKE = 22;
  private static final char[] PASS = "test-only".toCharArray();

  private StubOrigin origin;
  private RunningEdge edge;
  private SSLContext trusting;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    KeyStore store = selfSigned(directory);
    Path certificate = directory.resolve("cert.pem");
    Path key = directory.resolve("key.pem");
    Certificate own = store.getCertificate("edge");
    Files.writeString(certificate, pem("CERTIFICATE", own.getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", store.getKey("edge", PASS).getEncoded()));
    trusting = trusting(own);
    origin = new StubOrigin();
    edge =
        RunningEdge.start(
            directory,
            RunningEdge.generousPolicy(),
            origin.url(),
            Optional.of(new TlsFiles(certificate, key)));
  }

  @AfterEach
  void stop() {
    if (edge != null) {
      edge.close();
    }
    origin.close();
  }

  @Test
  void answersUnderTlsAskForTlsForEver() throws Exception {
    for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      try (Wire wire = new Wire(connect(version))) {
        Wire.Answer answer = wire.get("/v1/jobs");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("strict-transport-security"))
            .containsExactly("max-age=31536000; includeSubDomains");
      }
    }
    assertThat(origin.requests())
        .allSatisfy(
            request ->
                assertThat(request.headers().getFirst("X-Forwarded-Proto")).isEqualTo("https"));
  }

  @Test
  void refusalsUnderTlsSaySoToo() throws Exception {
    try (Wire wire = new Wire(connect("TLSv1.3"))) {
      assertThat(wire.get("/t/x").header("Strict-Transport-Security")).isNotEmpty();
    }
  }

  @Test
  void olderProtocolsAreRefused() throws Exception {
    // By hand: the JDK's own client no longer offers them.
    assertThat(alertAfterHello(2)).as("TLS 1.1").isEqualTo(PROTOCOL_VERSION);
    assertThat(alertAfterHello(1)).as("TLS 1.0").isEqualTo(PROTOCOL_VERSION);
    // Names no signature algorithm, so it fails too, but not for its version.
    assertThat(alertAfterHello(3)).as("TLS 1.2").isNotEqualTo(PROTOCOL_VERSION);
  }

  /** The alert (RFC 5246, 7.2) that answers a bare ClientHello of TLS 1.(minor - 1). */
  private int alertAfterHello(int minor) throws IOException {
    ByteBuffer hello = ByteBuffer.allocate(54);
    hello.put(new byte[] {HANDSHAKE, 3, 1, 0, 49});
    hello.put(new byte[] {1, 0, 0, 45, 3, (byte) minor});
    hello.put(new byte[32]).put((byte) 0);
    // ECDHE-ECDSA with AES128-SHA (old) and with AES128-GCM, then SCSV; no compression.
    hello.put(new byte[] {0, 6, (byte) 0xc0, 9, (byte) 0xc0, 0x2b, 0, (byte) 0xff, 1, 0});
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(hello.array());
      byte[] alert = socket.getInputStream().readNBytes(7);
      assertThat(alert).startsWith(ALERT, 3);
      return alert[6];
    }
  }

  @Test
  void http2IsJudgedAlike() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
    String good = TestTokens.path(TestTokens.ALICE, TestTokens.SEGMENT);

    for (int n = 0; n < 2; n++) {
      HttpResponse<String> served = get(client, good);
      assertThat(served.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(served.body()).isEqualTo(StubOrigin.SEGMENT);
    }
    assertThat(get(client, good.replace("main-1", "main-2")).statusCode()).isEqualTo(403);
    assertThat(get(client, good + "?x=1").statusCode()).isEqualTo(400);
    assertThat(get(client, good.replace("/v720", "/%2e%2e")).statusCode()).isEqualTo(400);
    assertThat(get(client, "/metrics").statusCode()).isEqualTo(404);
    assertThat(origin.requests()).hasSize(1);
  }

  private HttpResponse<String> get(HttpClient client, String path) throws Exception {
    URI uri = URI.create("https://127.0.0.1:" + edge.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void plainHttpOnTheTlsPortIsRefused() throws Exception {
    try (Wire wire = edge.connect()) {
      assertThat(wire.get("/v1/jobs").status()).isEqualTo(400);
    }
    assertThat(origin.requests()).isEmpty();
  }

  private SSLSocket connect(String version) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), edge.port());
    socket.setEnabledProtocols(new String[] {version});
    try {
      socket.startHandshake();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static KeyStore selfSigned(Path directory) throws Exception {
    Path file = directory.resolve("edge.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    int exit =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "edge",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=edge.example",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASS))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.out").toFile())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASS);
    }
    return store;
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("edge", certificate);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }
}
