package dev.reelkey.keyserver.internal;

import static dev.reelkey.keyserver.testing.Answers.json;
import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.InternalPaths;
import dev.reelkey.core.keyplan.KeyBodies;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.token.ServiceToken;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import dev.reelkey.keyserver.testing.TranscoderSide;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalApiTest {
  private static final byte[] NOTHING = new byte[0];
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private final TranscoderSide transcoder = server.transcoder();
  private final VideoId video = server.ids().video();
  private final GenerationId generation = server.ids().generation();
  private final String plan = InternalPaths.plan(video, generation);
  private final byte[] usual = Json.bytes(TranscoderSide.usualPlan(3));

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void sourceKeyIsMadeOnceAndShredForEver() {
    String path = InternalPaths.sourceKey(video);
    byte[] first = transcoder.put(path, NOTHING).body();
    byte[] again = transcoder.put(path, NOTHING).body();

    assertThat(KeyBodies.readSourceKey(first).length()).isEqualTo(32);
    assertThat(KeyBodies.readSourceKey(first).sameAs(KeyBodies.readSourceKey(again))).isTrue();
    assertThat(transcoder.delete(InternalPaths.keysOf(video)).statusCode()).isEqualTo(204);
    assertThat(problem(transcoder.put(path, NOTHING))).isEqualTo("410 keys_gone");
  }

  @Test
  void samePlanIsAnsweredAlikeAndAnotherIsAConflict() {
    String digest = json(transcoder.put(plan, usual)).path("digest").asText();

    assertThat(digest).hasSize(64);
    assertThat(json(transcoder.put(plan, usual)).path("digest").asText()).isEqualTo(digest);
    assertThat(problem(transcoder.put(plan, Json.bytes(TranscoderSide.usualPlan(4)))))
        .isEqualTo("409 plan_conflict");
  }

  @Test
  void periodsComeWithOneKeyForEachRendition() {
    List<PlannedKey> all = transcoder.planned(video, generation, 3);
    List<PlannedKey> middle =
        KeyBodies.readKeys(transcoder.get(InternalPaths.keys(video, generation, 1, 1), "").body());

    assertThat(all).hasSize(9);
    assertThat(middle).hasSize(3).allMatch(each -> each.period() == 1);
    Set<String> renditions = new HashSet<>();
    middle.forEach(each -> renditions.add(each.rendition().value()));
    assertThat(renditions).containsExactlyInAnyOrder("v1080", "v360", "audio-und");
  }

  @Test
  void sealedPlanOpensToATicketForItAndToNothingElse() {
    transcoder.planned(video, generation, 3);
    assertThat(transcoder.post(InternalPaths.seal(video, generation)).statusCode()).isEqualTo(204);
    assertThat(transcoder.post(InternalPaths.seal(video, generation)).statusCode()).isEqualTo(204);
    String keys = InternalPaths.keys(video, generation, 0, 2);
    String ticket = ticket(video, generation);
    String other = ticket(video, server.ids().generation());

    assertThat(problem(transcoder.get(keys, ""))).isEqualTo("403 plan_sealed");
    assertThat(problem(transcoder.get(keys, other))).isEqualTo("403 plan_sealed");
    assertThat(problem(transcoder.get(keys, ticket + "A"))).isEqualTo("403 plan_sealed");
    assertThat(problem(transcoder.get(keys, "k1.1.9999999999." + "A".repeat(80))))
        .isEqualTo("403 plan_sealed");
    assertThat(KeyBodies.readKeys(transcoder.get(keys, ticket).body())).hasSize(9);

    server.clock().advance(Duration.ofHours(24));
    assertThat(problem(server.transcoder().get(keys, ticket))).isEqualTo("403 plan_sealed");
  }

  @Test
  void unknownPlanIsUnknown() {
    assertThat(problem(transcoder.get(InternalPaths.keys(video, generation, 0, 1), "")))
        .isEqualTo("404 plan_unknown");
    assertThat(problem(transcoder.post(InternalPaths.seal(video, generation))))
        .isEqualTo("404 plan_unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"timeline_digest\":\"d\",\"renditions\":[],\"periods\":[]}",
        "{\"timeline_digest\":\"d\",\"renditions\":[{\"name\":\"../x\"}],"
            + "\"periods\":[{\"first_segment\":0,\"seconds\":12}]}",
        "{\"timeline_digest\":\"d\",\"renditions\":[{\"name\":\"a\"},{\"name\":\"a\"}],"
            + "\"periods\":[{\"first_segment\":0,\"seconds\":12}]}",
        "{\"timeline_digest\":\"d\",\"renditions\":[{\"name\":\"a\"}],"
            + "\"periods\":[{\"first_segment\":1,\"seconds\":12}]}",
        "{\"timeline_digest\":\"d\",\"renditions\":[{\"name\":\"a\"}],"
            + "\"periods\":[{\"first_segment\":0,\"seconds\":0}]}"
      })
  void bodyThatIsNoPlanIsRefused(String body) {
    assertThat(problem(transcoder.put(plan, body.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("400 body_malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?periods=", "?periods=1", "?periods=-1-2", "?x=1", "?periods=0-1&x"})
  void periodsMustBeNamedExactly(String query) {
    transcoder.planned(video, generation, 1);
    assertThat(problem(transcoder.get(plan + query, ""))).isEqualTo("400 periods_malformed");
  }

  @Test
  void callerWithoutAServiceTokenIsRefused() {
    assertThat(problem(transcoder.send("PUT", plan, usual, "", ""))).isEqualTo("401 token_missing");
    assertThat(problem(transcoder.send("PUT", plan, usual, "a.b.c", "")))
        .isEqualTo("401 token_invalid");
  }

  @Test
  void serviceTokenCoversOneRequestOnly() {
    String token = transcoder.token("PUT", plan, usual);

    assertThat(problem(transcoder.send("PUT", plan, Json.bytes("other"), token, "")))
        .isEqualTo("401 token_invalid");
    assertThat(problem(transcoder.send("GET", plan, NOTHING, token, "")))
        .isEqualTo("401 token_invalid");
    assertThat(
            problem(
                transcoder.send(
                    "PUT", InternalPaths.plan(server.ids().video(), generation), usual, token, "")))
        .isEqualTo("401 token_invalid");
    assertThat(
            problem(
                transcoder.send(
                    "GET",
                    plan + "?periods=0-9",
                    NOTHING,
                    transcoder.token("GET", plan, NOTHING),
                    "")))
        .isEqualTo("401 token_invalid");
  }

  @Test
  void serviceTokenOfAnotherSignerRoleOrMinuteIsRefused() {
    String stranger =
        ServiceToken.sign(
            SigningKey.generate(server.serviceKey().keyId()),
            InternalPaths.TRANSCODER_ROLE,
            "PUT",
            plan,
            usual,
            server.clock());
    String role =
        ServiceToken.sign(server.serviceKey(), "playback", "PUT", plan, usual, server.clock());
    String old = transcoder.token("PUT", plan, usual);

    assertThat(problem(transcoder.send("PUT", plan, usual, stranger, "")))
        .isEqualTo("401 token_invalid");
    assertThat(problem(transcoder.send("PUT", plan, usual, role, "")))
        .isEqualTo("403 role_missing");
    server.clock().advance(Duration.ofSeconds(91));
    assertThat(problem(transcoder.send("PUT", plan, usual, old, "")))
        .isEqualTo("401 token_invalid");
  }

  @Test
  void everyRefusalAndEveryReadByTicketLeavesALineOfItsOwn() {
    transcoder.put(plan, usual);
    transcoder.post(InternalPaths.seal(video, generation));
    transcoder.send("PUT", plan, usual, "", "");
    String role =
        ServiceToken.sign(server.serviceKey(), "playback", "PUT", plan, usual, server.clock());
    transcoder.send("PUT", plan, usual, role, "");
    transcoder.post(InternalPaths.seal(video, server.ids().generation()));
    transcoder.get(InternalPaths.keys(video, generation, 0, 9), ticket(video, generation));

    String audit =
        new String(server.operator().get("/admin/v1/audit").body(), StandardCharsets.UTF_8);
    assertThat(audit)
        .contains("\"act\":\"internal\",\"outcome\":\"token_missing\",\"asked\":\"PUT " + plan)
        .contains("\"act\":\"internal\",\"outcome\":\"role_missing\"")
        .contains("\"act\":\"seal\",\"outcome\":\"plan_unknown\"")
        .contains("\"act\":\"keys-by-ticket\",\"outcome\":\"granted\"");
  }

  private static String ticket(VideoId video, GenerationId generation) {
    return json(server
            .operator()
            .post("/admin/v1/keys/videos/" + video + "/generations/" + generation + "/ticket"))
        .path("ticket")
        .asText();
  }
}
