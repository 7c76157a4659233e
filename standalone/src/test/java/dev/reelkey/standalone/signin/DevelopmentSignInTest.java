package dev.reelkey.standalone.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.core.http.HttpServer;
import dev.reelkey.core.http.Json;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.SigningKey;
import dev.reelkey.core.token.Verified;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentSignInTest {
  private final RandomIds ids = new RandomIds(new SecureRandom());
  private final OneTimeCode code = new OneTimeCode(ids, next -> {});
  private AccessTokenVerifier verifier;
  private HttpServer server;

  @BeforeEach
  void start() {
    DevelopmentIssuer issuer =
        new DevelopmentIssuer(SigningKey.generate("dev-1"), Clock.systemUTC());
    verifier = new AccessTokenVerifier(List.of(issuer.asIssuer()), Clock.systemUTC());
    server =
        HttpServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            new DevelopmentSignIn(code, issuer, Clock.systemUTC()).routes(),
            verifier,
            ids);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theTokenWatchesAndUploadsButAdministersNoKeys() throws Exception {
    HttpResponse<byte[]> answer = post("{\"code\":\"" + code.reveal() + "\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode body = Json.parse(answer.body(), JsonNode.class);
    assertThat(body.path("viewer").asText()).isEqualTo("developer");
    assertThat(body.hasNonNull("expires_at")).isTrue();
    Verified<AccessToken> token = verifier.verify(body.path("access_token").asText());
    assertThat(token).isInstanceOf(Verified.Accepted.class);
    assertThat(((Verified.Accepted<AccessToken>) token).token().scopes())
        .contains(Scope.VIDEOS_WRITE, Scope.PLAYBACK_START)
        .doesNotContain(Scope.KEYS_ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"code\":\"\"}", "{\"code\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa\"}"})
  void whoHasNotTheCodeIsRefused(String body) throws Exception {
    HttpResponse<byte[]> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(Json.parse(answer.body(), JsonNode.class).path("code").asText())
        .isEqualTo("code_invalid");
  }

  private HttpResponse<byte[]> post(String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/dev/sign-in");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofByteArray());
  }
}
