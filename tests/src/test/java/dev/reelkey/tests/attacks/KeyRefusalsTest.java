package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.SessionId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.token.EdgeToken;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.TokenForge;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key is the worst thing to lose: every way of asking that is not the player's own. */
@ExtendWith(AttackedReelkey.Resolver.class)
class KeyRefusalsTest {
  private static final String UNKNOWN = "a".repeat(26);

  private final AttackedReelkey reelkey;
  private String viewer = "";
  private OpenedSession session;

  KeyRefusalsTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
    this.session = reelkey.open("viewer-of-keys");
  }

  @BeforeEach
  void openSession(TestInfo test) {
    viewer = test.getDisplayName();
    session = reelkey.open(viewer);
  }

  @Test
  void theSessionsOwnPlayerHasSixteenBytesThatNoCacheKeeps() {
    HttpResponse<byte[]> answer = session.key();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(16);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void withoutATokenThereIsNoKey() {
    Refused.toPlayer(
        ApiClient.send(HttpRequest.newBuilder(URI.create(session.keyUrl()))), 401, "token_missing");
  }

  @Test
  void whatIsNoTokenIsNoToken() {
    Refused.toPlayer(key("Bearer abc"), 401, "token_malformed");
    Refused.toPlayer(key("Bearer " + "A".repeat(5000)), 401, "token_malformed");
    Refused.toPlayer(
        key("Bearer " + TokenForge.unsigned(session.playbackToken())), 401, "token_malformed");
  }

  @Test
  void anExpiredTokenIsRefused() {
    Refused.toPlayer(
        key("Bearer " + reelkey.forge().playback(session.playbackToken(), TokenForge::expire)),
        401,
        "token_expired");
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    String token =
        reelkey
            .forge()
            .playback(session.playbackToken(), claims -> claims.put("aud", "somebody-else"));

    Refused.toPlayer(key("Bearer " + token), 401, "token_invalid");
  }

  @Test
  void anAccessTokenOpensNoKey() {
    String access = reelkey.forge().access(AttackedReelkey.OWNER, AttackedReelkey.EVERYTHING);

    Refused.toPlayer(key("Bearer " + access), 401, "token_invalid");
  }

  @Test
  void aTokenThatSomebodyElseSignedIsRefused() {
    Refused.toPlayer(
        key("Bearer " + TokenForge.signedByAnother(session.playbackToken())), 401, "token_invalid");
  }

  @Test
  void aBearerTokenIsNotTakenAsProven() {
    Refused.toPlayer(key("DPoP " + session.playbackToken()), 401, "scheme_mismatch");
  }

  @Test
  void anotherSessionsTokenIsRefusedThoughTheViewerIsTheSame() {
    OpenedSession other = reelkey.open(viewer);

    Refused.toPlayer(key("Bearer " + other.playbackToken()), 403, "token_mismatch");
  }

  @Test
  void anotherVideosTokenIsRefused() {
    OpenedSession other = reelkey.open(reelkey.otherVideo(), viewer);

    Refused.toPlayer(key("Bearer " + other.playbackToken()), 403, "token_mismatch");
  }

  @Test
  void anotherVideosKeyIsNotFoundUnderThisVideosPath() {
    String foreign = reelkey.open(reelkey.otherVideo(), viewer).keyUrl();
    String mine = session.keyUrl();
    String crossed =
        mine.substring(0, mine.lastIndexOf('/')) + foreign.substring(foreign.lastIndexOf('/'));

    Refused.toPlayer(
        OpenedSession.key(crossed, "Bearer " + session.playbackToken()), 404, "key_not_found");
  }

  @Test
  void theKeyOfOneRenditionIsNotFoundUnderAnother() {
    String first = session.keyUrls().get(0);
    String last = session.keyUrls().get(session.keyUrls().size() - 1);
    String crossed =
        first.substring(0, first.lastIndexOf('/')) + last.substring(last.lastIndexOf('/'));

    Refused.toPlayer(
        OpenedSession.key(crossed, "Bearer " + session.playbackToken()), 404, "key_not_found");
  }

  @Test
  void thePathOfOneVideoDoesNotOpenAnother() {
    String foreign = reelkey.open(reelkey.otherVideo(), viewer).keyUrl();
    String crossed =
        OpenedSession.withPathToken(foreign, OpenedSession.pathToken(session.keyUrl()));

    Refused.toPlayer(
        OpenedSession.key(crossed, "Bearer " + session.playbackToken()), 403, "path_token_invalid");
  }

  @Test
  @DisplayName("EDG-1: any other character in the path's token is refused, at key and at media")
  void aTamperedPathIsRefused() {
    String token = OpenedSession.pathToken(session.keyUrl());
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'b' ? 'c' : 'b';
      String tampered = token.substring(0, at) + other + token.substring(at + 1);

      Refused.toPlayer(
          OpenedSession.key(
              OpenedSession.withPathToken(session.keyUrl(), tampered),
              "Bearer " + session.playbackToken()),
          403,
          "path_token_invalid");
      Refused.toPlayer(
          get(OpenedSession.withPathToken(session.mediaUrls().get(0), tampered)),
          403,
          "path_token_invalid");
    }
  }

  @Test
  void anExpiredPathIsRefused() {
    EdgeToken genuine = EdgeToken.parse(OpenedSession.pathToken(session.keyUrl())).orElseThrow();
    Instant past = Instant.now().minus(Duration.ofMinutes(1));
    String expired = sign(genuine.session(), past, generation());

    Refused.toPlayer(
        OpenedSession.key(
            OpenedSession.withPathToken(session.keyUrl(), expired),
            "Bearer " + session.playbackToken()),
        403,
        "path_token_expired");
    Refused.toPlayer(
        get(OpenedSession.withPathToken(session.mediaUrls().get(0), expired)),
        403,
        "path_token_expired");
  }

  @Test
  void aGenerationThatNeverWasIsGone() {
    EdgeToken genuine = EdgeToken.parse(OpenedSession.pathToken(session.keyUrl())).orElseThrow();
    String path = sign(genuine.session(), genuine.expiresAt(), new GenerationId(UNKNOWN));
    String url =
        OpenedSession.withPathToken(session.keyUrl(), path).replace(generation().value(), UNKNOWN);
    String token =
        reelkey.forge().playback(session.playbackToken(), claims -> claims.put("gen", UNKNOWN));

    Refused.toPlayer(OpenedSession.key(url, "Bearer " + token), 410, "generation_gone");
  }

  @Test
  void aSessionThatNobodyOpenedIsUnknownThoughAllSignaturesHold() {
    EdgeToken genuine = EdgeToken.parse(OpenedSession.pathToken(session.keyUrl())).orElseThrow();
    String viewerTag = genuine.session().value().substring(0, 8);
    SessionId nobodys = new SessionId(viewerTag + UNKNOWN);
    String path = sign(nobodys, genuine.expiresAt(), generation());
    String token =
        reelkey
            .forge()
            .playback(session.playbackToken(), claims -> claims.put("sid", nobodys.value()));

    Refused.toPlayer(
        OpenedSession.key(OpenedSession.withPathToken(session.keyUrl(), path), "Bearer " + token),
        403,
        "session_unknown");
  }

  @Test
  void aRevokedSessionHasNoKeysNoManifestAndNoRefresh() {
    assertThat(session.key().statusCode()).isEqualTo(200);
    HttpResponse<byte[]> revoked =
        reelkey.owner().call("DELETE", "/v1/sessions/" + session.id(), "");
    assertThat(revoked.statusCode()).isEqualTo(204);

    Refused.toPlayer(session.key(), 403, "session_revoked");
    Refused.toPlayer(get(session.answer().get("manifest_url").asText()), 403, "session_revoked");
    String refresh = session.answer().get("refresh_token").asText();
    Refused.with(
        reelkey
            .nobody()
            .call(
                "POST",
                "/v1/sessions/" + session.id() + "/refresh",
                "{\"refresh_token\":\"" + refresh + "\"}"),
        403,
        "session_revoked");
  }

  @Test
  void keysAreAskedForWithGetAndWithoutQuery() {
    String token = "Bearer " + session.playbackToken();
    Refused.toPlayer(
        ApiClient.send(
            HttpRequest.newBuilder(URI.create(session.keyUrl()))
                .header("Authorization", token)
                .POST(HttpRequest.BodyPublishers.noBody())),
        405,
        "method_not_allowed");
    Refused.toPlayer(OpenedSession.key(session.keyUrl() + "?a=b", token), 400, "path_malformed");
  }

  private HttpResponse<byte[]> key(String authorization) {
    return OpenedSession.key(session.keyUrl(), authorization);
  }

  private static HttpResponse<byte[]> get(String url) {
    return ApiClient.send(HttpRequest.newBuilder(URI.create(url)));
  }

  private GenerationId generation() {
    return new GenerationId(session.keyUrl().split("/")[6]);
  }

  private String sign(SessionId sid, Instant end, GenerationId generation) {
    Secrets secrets =
        Secrets.open(
            DataDirectory.at(reelkey.process().data(), Optional.empty()), new SecureRandom());
    VideoId video = new VideoId(reelkey.video());
    return EdgeToken.sign(
            secrets.tokenMaster().edgeKey("main-1"), "main-1", end, sid, video, generation)
        .text();
  }
}
