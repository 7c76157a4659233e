package dev.reelkey.keyserver.release;

import static dev.reelkey.keyserver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.keyserver.testing.Player;
import dev.reelkey.keyserver.testing.ProofKey;
import dev.reelkey.keyserver.testing.RunningKeyServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dpop tier (RFC 9449): a copied token is worth nothing without the player's key. */
class DpopTest {
  @TempDir static Path directory;
  private static RunningKeyServer server;
  private static VideoId video;
  private static GenerationId generation;
  private static PlannedKey key;

  private final ProofKey player = new ProofKey();
  private Player.Session session;
  private String token;
  private String path;

  @BeforeAll
  static void start() {
    server = RunningKeyServer.start(directory);
    video = server.ids().video();
    generation = server.ids().generation();
    key =
        server.transcoder().planned(video, generation, 1).stream()
            .filter(each -> each.rendition().value().equals("v1080"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    ViewerPseudonym viewer = new ViewerPseudonym(server.ids().text(16));
    session = server.player().provenSession(viewer, video, generation, player.thumbprint()).open();
    token = session.token();
    path = session.path(key);
  }

  @Test
  void proofOfThePlayersKeyOpens() {
    HttpResponse<byte[]> answer = ask("DPoP", proof(Map.of(), Map.of()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(key.key().reveal());
  }

  @Test
  void tokenAloneIsWorthNothing() {
    assertThat(problem(server.player().get(path, Map.of("Authorization", "Bearer " + token))))
        .isEqualTo("401 scheme_mismatch");
    assertThat(problem(server.player().get(path, Map.of("Authorization", "DPoP " + token))))
        .isEqualTo("401 proof_invalid");
  }

  @Test
  void proofIsShownOnceWhateverRequestIdTheClientChooses() {
    String proof = proof(Map.of(), Map.of());
    Map<String, String> headers =
        Map.of("Authorization", "DPoP " + token, "DPoP", proof, "X-Request-ID", "same");

    assertThat(problem(server.player().get(path, headers))).isEqualTo("200");
    assertThat(problem(server.player().get(path, headers))).isEqualTo("401 proof_replayed");
  }

  @Test
  void proofOfAnotherKeyIsInvalid() {
    ProofKey thief = new ProofKey();
    String proof = thief.sign(thief.header(), claims(Map.of()));

    assertThat(problem(ask("DPoP", proof))).isEqualTo("401 proof_invalid");
  }

  @Test
  void proofWithThePlayersKeyInItsHeaderAndAnothersSignatureIsInvalid() {
    String proof = new ProofKey().sign(player.header(), claims(Map.of()));

    assertThat(problem(ask("DPoP", proof))).isEqualTo("401 proof_invalid");
  }

  @Test
  void proofForAnotherRequestIsInvalid() {
    long now = server.clock().instant().getEpochSecond();
    for (Map<String, Object> change :
        java.util.List.<Map<String, Object>>of(
            Map.of("htm", "POST"),
            Map.of("htu", "https://evil.example" + path),
            Map.of("htu", RunningKeyServer.PUBLIC_URL + path + "?x"),
            Map.of("htu", RunningKeyServer.PUBLIC_URL + path.replace("v1080", "v360")),
            Map.of("ath", "0"),
            Map.of("iat", now - 91),
            Map.of("iat", now + 31),
            Map.of("iat", Long.toString(now)),
            Map.of("jti", ""))) {
      assertThat(problem(ask("DPoP", proof(Map.of(), change))))
          .as(change.toString())
          .isEqualTo("401 proof_invalid");
    }
  }

  @Test
  void headerOfAnyOtherFormIsInvalid() {
    for (Map<String, Object> change :
        java.util.List.<Map<String, Object>>of(
            Map.of("alg", "none"),
            Map.of("alg", "HS256"),
            Map.of("typ", "JWT"),
            Map.of("kid", "x"),
            Map.of("crit", java.util.List.of("b64")),
            Map.of("jwk", Map.of("kty", "oct", "k", "AAAA")),
            Map.of("jwk", Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA")))) {
      assertThat(problem(ask("DPoP", proof(change, Map.of()))))
          .as(change.toString())
          .isEqualTo("401 proof_invalid");
    }
  }

  @Test
  void privateKeyInTheHeaderIsInvalid() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    ((Map<?, ?>) player.header().get("jwk")).forEach((k, v) -> jwk.put(k.toString(), v));
    jwk.put("d", "AAAA");

    assertThat(problem(ask("DPoP", proof(Map.of("jwk", jwk), Map.of()))))
        .isEqualTo("401 proof_invalid");
  }

  @Test
  void refusalNamesTheChallenge() {
    assertThat(ask("DPoP", "nonsense").headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("DPoP", "invalid_dpop_proof");
  }

  private HttpResponse<byte[]> ask(String scheme, String proof) {
    return server.player().get(path, Map.of("Authorization", scheme + " " + token, "DPoP", proof));
  }

  private String proof(Map<String, Object> headerChanges, Map<String, Object> claimChanges) {
    Map<String, Object> header = player.header();
    header.putAll(headerChanges);
    return player.sign(header, claims(claimChanges));
  }

  private Map<String, Object> claims(Map<String, Object> changes) {
    Map<String, Object> claims =
        ProofKey.claims(
            RunningKeyServer.PUBLIC_URL + path,
            token,
            server.clock().instant().getEpochSecond(),
            server.ids().text(16));
    claims.putAll(changes);
    return claims;
  }
}
