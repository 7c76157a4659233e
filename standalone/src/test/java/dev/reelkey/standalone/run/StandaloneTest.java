package dev.reelkey.standalone.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.standalone.data.UserFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One process for all: starting it is the dear part. The restart comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneTest {
  private static final int LAST = Integer.MAX_VALUE;
  private static final List<URI> SHOWN = new CopyOnWriteArrayList<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path root;
  private static Standalone standalone;

  @BeforeAll
  static void start() {
    standalone = start(config(0));
  }

  @AfterAll
  static void stop() {
    standalone.close();
  }

  @Test
  void itIsReadyWhenStartReturns() throws Exception {
    URI readiness = standalone.running().managementUrl().resolve("/readyz");
    HttpResponse<String> answer = get(readiness);
    // A busy machine lets Redis miss the half second that it has.
    for (int again = 0; again < 20 && answer.statusCode() != 200; again++) {
      answer = get(readiness);
    }

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"redis\":true").contains("\"s3\":true");
  }

  @Test
  void everySecretBelongsToItsOwnerAlone() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("secrets"))) {
      assertThat(files)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(
              file ->
                  assertThat(file)
                      .satisfies(each -> assertThat(permissions(each)).isEqualTo("rw-------")));
    }
    assertThat(permissions(root.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(permissions(root)).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("running.json"))).isEqualTo("rw-------");
    assertThat(permissions(root.resolve("redis/redis.conf"))).isEqualTo("rw-------");
  }

  @Test
  void aSecondProcessOnTheDirectoryIsRefused() {
    assertThatThrownBy(() -> start(config(0)))
        .isInstanceOf(UserFaultException.class)
        .hasMessageContaining("Another reelkey is running on " + root)
        .hasMessageContaining("--data");
  }

  @Test
  void theSignInLinkOpensOnceAndTheTerminalShowsTheNext() throws Exception {
    URI link = standalone.signInUrl("/watch/abc");
    String code = link.getFragment().substring("code=".length());

    assertThat(link.getPath()).isEqualTo("/watch/abc");
    assertThat(signIn(code).statusCode()).isEqualTo(200);
    HttpResponse<String> again = signIn(code);
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.body()).contains("code_invalid");
    assertThat(SHOWN).isNotEmpty();
    String next = SHOWN.get(SHOWN.size() - 1).getFragment().substring("code=".length());
    assertThat(signIn(next).statusCode()).isEqualTo(200);
  }

  @Test
  void theNoteSaysWhereItRuns() {
    Running noted = Running.find(config(0).data()).orElseThrow();

    assertThat(noted).isEqualTo(standalone.running());
    assertThat(noted.pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void aStopDoesNotWaitForThoseWhoFollowEvents(@TempDir Path other) throws Exception {
    // Its own would still be unpacked when the test is over.
    Map<String, String> natives = Map.of("REELKEY_NATIVES", root.resolve("natives").toString());
    Standalone followed = start(config(other, "127.0.0.1", 0, natives));
    try {
      String token = token(other);
      URI videos = followed.running().publicUrl().resolve("/v1/videos");
      HttpResponse<String> created =
          HTTP.send(
              HttpRequest.newBuilder(videos)
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"title\":\"never sent\"}"))
                  .build(),
              BodyHandlers.ofString());
      String id = Json.parse(created.body().getBytes(UTF_8), JsonNode.class).path("id").asText();
      HttpResponse<InputStream> events =
          HTTP.send(
              HttpRequest.newBuilder(videos.resolve("/v1/videos/" + id + "/events"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofInputStream());
      assertThat(events.body().read()).isPositive();

      Thread stop = new Thread(followed::close);
      stop.start();
      // Who is not sent away is waited for ten seconds; the rest of a stop may take its time.
      assertTimeout(Duration.ofSeconds(9), () -> readToTheEnd(events.body()));
      stop.join();
    } finally {
      followed.close();
    }
  }

  @Test
  void commandsOfThisMachineGoToTheListenerAndNotToTheEdgeInFront() {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 8080);
    StandaloneConfig behindProxy =
        new StandaloneConfig(config(0).data(), everywhere, Optional.empty(), true, Map.of());
    StandaloneConfig ownTls =
        new StandaloneConfig(
            config(0).data(), everywhere, Optional.of(Path.of("any.p12")), false, Map.of());

    assertThat(PublicUrls.local(behindProxy, everywhere))
        .isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(PublicUrls.local(ownTls, everywhere))
        .isEqualTo(URI.create("https://127.0.0.1:8080"));
  }

  @Test
  @Order(LAST)
  void aLaterStartFindsEverythingAgain() throws Exception {
    Map<String, byte[]> before = secrets();
    URI first = standalone.running().publicUrl();
    standalone.close();
    assertThat(Running.find(config(0).data())).isEmpty();

    standalone = start(config(first.getPort()));

    assertThat(standalone.running().publicUrl()).isEqualTo(first);
    Map<String, byte[]> after = secrets();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
  }

  private static Standalone start(StandaloneConfig config) {
    return Standalone.start(config, Clock.systemUTC(), new SecureRandom(), SHOWN::add);
  }

  private static StandaloneConfig config(int port) {
    return config(root, "127.0.0.1", port, Map.of());
  }

  private static StandaloneConfig config(
      Path data, String bind, int port, Map<String, String> settings) {
    return new StandaloneConfig(
        DataDirectory.at(data, Optional.empty()),
        new InetSocketAddress(bind, port),
        Optional.empty(),
        false,
        settings);
  }

  private static Map<String, byte[]> secrets() throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(root.resolve("secrets"))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static String token(Path data) {
    return new DevelopmentIssuer(
            Secrets.open(DataDirectory.at(data, Optional.empty()), new SecureRandom())
                .developmentKey(),
            Clock.systemUTC())
        .issue("owner", Set.of(Scope.VIDEOS_READ, Scope.VIDEOS_WRITE), Duration.ofMinutes(5));
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static void readToTheEnd(InputStream answer) {
    try (answer) {
      answer.readAllBytes();
    } catch (IOException cut) {
      // That is an end too.
    }
  }

  private static HttpResponse<String> signIn(String code) throws Exception {
    URI uri = standalone.running().publicUrl().resolve("/v1/dev/sign-in");
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
