package dev.reelkey.keyserver.admin;

import static dev.reelkey.keyserver.testing.Answers.json;
import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.token.Tier;
import dev.reelkey.keyserver.testing.OperatorSide;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {
  private static final String KEYS = "/admin/v1/keys";
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private OperatorSide operator;
  private VideoId video;
  private GenerationId generation;
  private PlannedKey key;
  private Player.Session session;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void signIn() {
    operator = server.operator();
  }

  @Test
  void listAndShowTellWhatIsThereAndNeverAKey() {
    plan();
    HttpResponse<byte[]> list = operator.get(KEYS);
    JsonNode row = mine(list);
    HttpResponse<byte[]> show = operator.get(KEYS + "/videos/" + video);

    assertThat(row.path("video").asText()).isEqualTo(video.value());
    assertThat(row.path("generation").asText()).isEqualTo(generation.value());
    assertThat(row.path("revision").asInt()).isEqualTo(2);
    assertThat(row.path("kek_version").asInt()).isEqualTo(active());
    assertThat(row.path("keys").asInt()).isEqualTo(6);
    assertThat(row.path("sealed").asBoolean()).isTrue();
    assertThat(json(show).path("keyrings").get(0)).isEqualTo(row);
    assertThat(new String(show.body(), StandardCharsets.UTF_8))
        .doesNotContain(
            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.key().reveal()));
  }

  @Test
  void kekRotationRewrapsWhileTheViewerPlaysOn() {
    plan();
    assertThat(problem(session.ask(key))).isEqualTo("200");
    int before = active();
    assertThat(json(operator.post(KEYS + "/kek/rotate")).path("active").asInt())
        .isEqualTo(before + 1);
    assertThat(problem(session.ask(key))).isEqualTo("200");

    List<JsonNode> dry = lines(operator.post(KEYS + "/rewrap?dry_run=true"));
    assertThat(dry.get(dry.size() - 1).path("rewrapped").asInt()).isPositive();
    List<JsonNode> run = lines(operator.post(KEYS + "/rewrap?dry_run=false"));
    assertThat(run.get(0).path("done").asInt()).isEqualTo(1);
    assertThat(run.get(0).path("total").asInt()).isEqualTo(run.size() - 1);
    assertThat(run.get(run.size() - 1).path("finished").asBoolean()).isTrue();
    assertThat(run.get(run.size() - 1).path("rewrapped"))
        .isEqualTo(dry.get(dry.size() - 1).path("rewrapped"));
    List<JsonNode> again = lines(operator.post(KEYS + "/rewrap"));
    assertThat(again.get(again.size() - 1).path("rewrapped").asInt()).isZero();

    server.restart();
    assertThat(
            server
                .player()
                .get(
                    session.path(key),
                    java.util.Map.of("Authorization", "Bearer " + session.token()))
                .body())
        .isEqualTo(key.key().reveal());
    assertThat(mine(server.operator().get(KEYS)).path("kek_version").asInt()).isEqualTo(before + 1);
  }

  @Test
  void finalShredDestroysTheVersionsThatWrappedTheKeys() {
    plan();
    VideoId kept = server.ids().video();
    GenerationId its = server.ids().generation();
    server.transcoder().planned(kept, its, 1);
    String shred = KEYS + "/videos/" + video + "/shred?final=true";

    JsonNode dry = json(operator.post(shred + "&dry_run=true"));
    assertThat(dry.path("kek_versions_destroyed")).isNotEmpty();
    assertThat(problem(session.ask(key))).isEqualTo("200");

    JsonNode done = json(operator.post(shred));
    assertThat(done.path("keyrings").asInt()).isEqualTo(1);
    assertThat(done.path("kek_versions_destroyed")).isEqualTo(dry.path("kek_versions_destroyed"));
    assertThat(problem(session.ask(key))).isEqualTo("410 generation_gone");
    JsonNode kek = json(operator.get(KEYS + "/kek"));
    assertThat(kek.path("minimum")).isEqualTo(kek.path("active"));
    assertThat(kek.path("versions")).hasSize(1);
    assertThat(
            json(operator.get(KEYS + "/videos/" + kept))
                .path("keyrings")
                .get(0)
                .path("state")
                .asText())
        .isEqualTo("live");
  }

  @Test
  void tamperedKeyringIsUnavailableAndNoKeyLeaves() {
    plan();
    String next = "keys/" + video + "/" + generation + "/9999999996.json";
    server.realBucket().bucket().create(next, Json.bytes(java.util.Map.of("x", 1)), "text/plain");

    assertThat(problem(session.ask(key))).isEqualTo("503 keyring_unavailable");
    assertThat(mine(operator.get(KEYS)).path("state").asText()).isEqualTo("broken");
    assertThat(
            problem(operator.post(KEYS + "/videos/" + server.ids().video() + "/shred?final=true")))
        .isEqualTo("409 keyrings_left");
    server.realBucket().bucket().delete(next);
  }

  @Test
  void auditTellsGrantsRefusalsAndWhoDidWhat() {
    plan();
    session.ask(key);
    server
        .player()
        .session(new ViewerPseudonym(server.ids().text(16)), video, generation, Tier.BEARER)
        .ask(key);
    operator.post(KEYS + "/kek/rotate");

    String audit = new String(operator.get("/admin/v1/audit").body(), StandardCharsets.UTF_8);

    assertThat(audit)
        .contains("\"act\":\"release\",\"outcome\":\"granted\"")
        .contains("\"kid\":\"" + key.kid())
        .contains("\"outcome\":\"session_unknown\"")
        .contains("\"act\":\"kek-rotate\"")
        .contains("\"actor\":\"root\"")
        .contains("\"act\":\"keys\"")
        .doesNotContain(session.edgeToken().mac());
    assertThat(
            operator.get("/admin/v1/audit?since=" + server.clock().instant().plusSeconds(1)).body())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/v1/keys", "/admin/v1/keys/kek", "/admin/v1/audit"})
  void withoutTheScopeNothingIsTold(String path) {
    assertThat(problem(server.stranger().get(path))).isEqualTo("403 scope_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/v1/keys/kek/rotate", "/admin/v1/keys/rewrap"})
  void withoutTheScopeNothingIsDone(String path) {
    int before = active();
    assertThat(problem(server.stranger().post(path))).isEqualTo("403 scope_missing");
    assertThat(active()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/admin/v1/keys?limit=0", "/admin/v1/keys?limit=x", "/admin/v1/audit?since=now"})
  void malformedQueryIsToldSo(String path) {
    assertThat(problem(operator.get(path))).isEqualTo("400 query_malformed");
  }

  private void plan() {
    video = server.ids().video();
    generation = server.ids().generation();
    key = server.transcoder().planned(video, generation, 2).get(0);
    server.transcoder().post(InternalPaths.seal(video, generation));
    session =
        server
            .player()
            .session(new ViewerPseudonym(server.ids().text(16)), video, generation, Tier.BEARER)
            .open();
  }

  private int active() {
    return json(operator.get(KEYS + "/kek")).path("active").asInt();
  }

  private JsonNode mine(HttpResponse<byte[]> list) {
    for (JsonNode row : json(list).path("keyrings")) {
      if (row.path("generation").asText().equals(generation.value())) {
        return row;
      }
    }
    throw new AssertionError("the keyring is not listed");
  }

  private static List<JsonNode> lines(HttpResponse<byte[]> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    return new String(answer.body(), StandardCharsets.UTF_8)
        .lines()
        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
        .toList();
  }
}
