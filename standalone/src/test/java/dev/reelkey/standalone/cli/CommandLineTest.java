package dev.reelkey.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.Verified;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private String typed = "";

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "token",
        "upload",
        "videos",
        "videos list",
        "videos show",
        "videos retry",
        "videos delete",
        "sessions",
        "sessions list",
        "sessions show",
        "sessions revoke",
        "jobs",
        "jobs list",
        "jobs show",
        "jobs retry",
        "jobs delete",
        "keys",
        "keys list",
        "keys show",
        "keys rotate-kek",
        "keys rotate",
        "keys shred",
        "keys verify",
        "signing",
        "signing rotate",
        "doctor"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run((command + " --help").split(" ", -1))).isZero();
    assertThat(out.toString()).contains("Usage: reelkey " + command);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | Say what to do",
        "nonsense | Unmatched argument",
        "sessions | Name a viewer, a video or both",
        "sessions list | Name a viewer, a video or both",
        "upload | Missing required parameter: 'FILE'",
        "token --subject s | Missing required option: '--scope=SCOPES'",
        "token --subject s --scope videos | 'videos' is not a scope",
        "token --subject s --scope videos:read --ttl soon | --ttl is a time such as 30m or 12h",
        "token --subject s --scope videos:read --ttl 25h | at most 24h",
        "videos show ../secrets | an id is made of",
        "up --port many | '--port'",
        "up --port 70000 | a port is a number from 0 to 65535",
        "doctor --port 70000 | a port is a number from 0 to 65535",
        "jobs --state dead retry aaaaaaaaaaaaaaaaaaaaaaaaaa | '--state' does not belong before",
      })
  void whoAsksWronglyIsToldHowAndGetsTwo(String line, String sentence) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString()).startsWith("reelkey: ").contains(sentence).contains("--help");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"videos", "sessions --viewer v", "jobs", "keys list"})
  void whereNothingRunsTheWayOutIsTold(String command) {
    assertThat(run((command + " --data " + root).split(" ", -1))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("reelkey: No Reelkey is running")
        .contains("reelkey up")
        .contains("--data DIR")
        .contains("REELKEY_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "videos --data DIR list",
        "videos list --data DIR",
        "sessions --data DIR --viewer v",
        "sessions --data DIR revoke aaaaaaaaaaaaaaaaaaaaaaaaaa --yes",
        "jobs --data DIR retry aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "keys --data DIR rotate-kek",
        "keys rotate-kek --data DIR",
        "signing --data DIR rotate",
      })
  void theDirectoryIsTheNamedOneBeforeAndAfterTheSubcommand(String command) {
    DataDirectory data = DataDirectory.at(root.resolve("named"), Optional.empty());
    data.prepare();
    URI silent = URI.create("http://127.0.0.1:9");
    noteRunningAt(silent, data);

    assertThat(run(command.replace("DIR", data.root().toString()).split(" ", -1))).isEqualTo(1);
    assertThat(err.toString()).contains("Nothing answers at " + silent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"videos --json", "videos --json list", "videos list --json"})
  void machinesAreAnsweredInJsonBeforeAndAfterTheSubcommand(String command) throws IOException {
    withRemote(
        "{\"videos\":[]}",
        () -> {
          assertThat(run(command.split(" ", -1))).isZero();
          assertThat(out.toString().strip()).isEqualTo("{\"videos\":[]}");
        });
  }

  @ParameterizedTest
  @CsvSource({"sessions show,No session", "jobs show,There is no work on video"})
  void whatIsNotThereIsSaidInASentence(String command, String sentence) throws IOException {
    withRemote(
        "{\"videos\":[],\"sessions\":[],\"jobs\":[]}",
        () -> {
          assertThat(run((command + " aaaaaaaaaaaaaaaaaaaaaaaaaa").split(" ", -1))).isEqualTo(1);
          assertThat(err.toString()).startsWith("reelkey: " + sentence);
        });
  }

  @Test
  void aSessionAndAJobAreShownFieldByField() throws IOException {
    String id = "bbbbbbbbbbbbbbbbbbbbbbbbbb";
    withRemote(
        "{\"videos\":[{\"id\":\"v\"}],\"sessions\":[{\"session_id\":\"%s\"}],\"jobs\":[{\"id\":\"%s\"}]}"
            .formatted(id, id),
        () -> {
          assertThat(run("sessions", "show", id)).isZero();
          assertThat(run("jobs", "show", id)).isZero();
          assertThat(out.toString()).contains("session id: " + id).contains("\nid: " + id);
        });
  }

  @Test
  void aFileThatIsNotThereIsToldBeforeAnythingStarts() {
    assertThat(run("demo", "--data", root.resolve("data").toString(), root.resolve("x").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("There is no file " + root.resolve("x"));
    assertThat(root.resolve("data")).doesNotExist();
  }

  @Test
  void aRemoteSystemNeedsAToken() {
    environment.put("REELKEY_URL", "http://127.0.0.1:9");

    assertThat(run("videos")).isEqualTo(1);
    assertThat(err.toString()).contains("Set REELKEY_TOKEN");
  }

  @ParameterizedTest
  @CsvSource({
    "REELKEY_URL, video.example",
    "REELKEY_URL, ftp://video.example",
    "REELKEY_MANAGEMENT_URL, http://[",
  })
  void anAddressThatIsNoneIsToldByItsName(String name, String value) {
    environment.put("REELKEY_URL", "http://127.0.0.1:9");
    environment.put("REELKEY_TOKEN", "x");
    environment.put(name, value);

    assertThat(run("keys", "list")).isEqualTo(1);
    assertThat(err.toString()).startsWith("reelkey: " + name + " is an address such as https://");
  }

  @Test
  void aSilentAddressIsNamed() {
    environment.put("REELKEY_URL", "http://127.0.0.1:9");
    environment.put("REELKEY_TOKEN", "x");

    assertThat(run("videos")).isEqualTo(1);
    assertThat(err.toString()).contains("Nothing answers at http://127.0.0.1:9");
  }

  @Test
  void keysOfARemoteSystemNeedItsManagementAddress() {
    environment.put("REELKEY_URL", "https://video.example");
    environment.put("REELKEY_TOKEN", "x");

    assertThat(run("keys", "list")).isEqualTo(1);
    assertThat(err.toString()).contains("REELKEY_MANAGEMENT_URL");
  }

  @Test
  void whatDestroysAsksFirstAndSilenceIsANo() {
    String id = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (List<String> command :
        List.of(
            List.of("videos", "delete", id),
            List.of("sessions", "revoke", id),
            List.of("jobs", "delete", id),
            List.of("keys", "shred", id))) {
      typed = "\n";
      err.getBuffer().setLength(0);

      assertThat(run(command.toArray(String[]::new))).isEqualTo(1);
      assertThat(err.toString())
          .contains("[y/N]", "Nothing was done", "--yes")
          .doesNotContain("No Reelkey");
    }
  }

  @Test
  void tokenPrintsTheTokenAndNothingElse() throws Exception {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    data.prepare();
    DevelopmentIssuer issuer =
        new DevelopmentIssuer(
            Secrets.open(data, new SecureRandom()).developmentKey(), Clock.systemUTC());

    int status =
        run(
            "token",
            "--data",
            root.toString(),
            "--subject",
            "alice",
            "--scope",
            "videos:read keys:admin");

    assertThat(status).isZero();
    assertThat(err.toString()).isEmpty();
    Verified<AccessToken> token =
        new AccessTokenVerifier(List.of(issuer.asIssuer()), Clock.systemUTC())
            .verify(out.toString().strip());
    assertThat(token).isInstanceOf(Verified.Accepted.class);
    AccessToken access = ((Verified.Accepted<AccessToken>) token).token();
    assertThat(access.subject()).isEqualTo("alice");
    assertThat(access.scopes()).containsExactlyInAnyOrder(Scope.VIDEOS_READ, Scope.KEYS_ADMIN);
  }

  @Test
  void machinesAreToldWhenATokenExpires() {
    DataDirectory.at(root, Optional.empty()).prepare();

    assertThat(
            run(
                "token",
                "--data",
                root.toString(),
                "--subject",
                "a",
                "--scope",
                "videos:read",
                "--json"))
        .isZero();
    assertThat(out.toString()).matches("\\{\"token\":\"[^\"]+\",\"expires_at\":\"20[^\"]+Z\"\\}\n");
  }

  @Test
  void theSecretsOfARunningProcessAreFoundWhereverTheyLie() {
    DataDirectory data = DataDirectory.at(root.resolve("data"), Optional.of(root.resolve("vault")));
    data.prepare();
    noteRunningAt(URI.create("https://video.example"), data);

    assertThat(
            run(
                "token",
                "--data",
                data.root().toString(),
                "--subject",
                "a",
                "--scope",
                "keys:admin"))
        .isZero();
    assertThat(data.root().resolve("secrets")).doesNotExist();
    assertThat(data.secrets().resolve("development-key.jwk")).exists();
  }

  @Test
  void tokenOfADirectoryThatNeverRanIsRefusedAndMakesNothing() {
    Path nothing = root.resolve("nothing");

    int status =
        run("token", "--data", nothing.toString(), "--subject", "a", "--scope", "videos:read");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("reelkey up --data " + nothing);
    assertThat(Files.exists(nothing)).isFalse();
  }

  @Test
  void doctorFindsNothingBrokenHere() {
    assertThat(run("doctor", "--data", root.toString(), "--port", "0")).isZero();
    assertThat(out.toString()).contains("java").contains("ffmpeg").contains("redis");
  }

  /** A remote system that gives one answer to everything. */
  private void withRemote(String answer, Runnable test) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      environment.put("REELKEY_URL", "http://127.0.0.1:" + server.getAddress().getPort());
      environment.put("REELKEY_TOKEN", "x");
      test.run();
    } finally {
      server.stop(0);
    }
  }

  private static void noteRunningAt(URI address, DataDirectory data) {
    URI edge = URI.create("https://video.example");
    long thisOne = ProcessHandle.current().pid();
    new Running(thisOne, edge, address, address, data.secrets(), true).note(data);
  }

  private int run(String... words) {
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            environment,
            Clock.systemUTC(),
            new SecureRandom());
    return Reelkey.execute(terminal, words);
  }
}
