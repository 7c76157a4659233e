package dev.reelkey.tests.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.token.Scope;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.TokenForge;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that the interface describes, asked by everybody who may not. */
@ExtendWith(AttackedReelkey.Resolver.class)
@DisplayName("TOK-6: the authorisation matrix of the described interface")
class AuthorisationMatrixTest {
  private static final String STRANGER = "stranger";

  private final AttackedReelkey reelkey;
  private final OpenedSession session;

  AuthorisationMatrixTest(AttackedReelkey reelkey) {
    this.reelkey = reelkey;
    this.session = reelkey.open("viewer-in-the-matrix");
  }

  static List<Operation> guarded() {
    List<Operation> guarded =
        Operation.described().stream().filter(each -> !each.scopes().isEmpty()).toList();
    assertThat(guarded).hasSizeGreaterThan(10);
    return guarded;
  }

  static List<Operation> onesOwn() {
    return guarded().stream().filter(Operation::isAboutOne).toList();
  }

  static List<Operation> lists() {
    return guarded().stream()
        .filter(each -> !each.isAboutOne() && each.method().equals("GET"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void whoHasNoGoodTokenIsNobody(Operation operation) {
    String good = access(AttackedReelkey.OWNER, operation);
    Refused.with(call(operation, ""), 401, "token_missing");
    Refused.with(call(operation, "nonsense"), 401, "token_malformed");
    Refused.with(call(operation, TokenForge.unsigned(good)), 401, "token_malformed");
    Refused.with(call(operation, TokenForge.signedByAnother(good)), 401, "token_invalid");
    Refused.with(call(operation, session.playbackToken()), 401, "token_invalid");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void aTokenThatIsOverOrForOthersIsRefused(Operation operation) {
    TokenForge forge = reelkey.forge();
    String scopes = String.join(" ", operation.scopes());
    String owner = AttackedReelkey.OWNER;
    Refused.with(
        call(operation, forge.access(owner, scopes, TokenForge::expire)), 401, "token_expired");
    Refused.with(
        call(operation, forge.access(owner, scopes, claims -> claims.put("aud", "others"))),
        401,
        "token_invalid");
    Refused.with(
        call(operation, forge.access(owner, scopes, claims -> claims.put("iss", "others"))),
        401,
        "token_invalid");
    Refused.with(
        call(
            operation,
            forge.access(
                owner, scopes, claims -> claims.put("exp", claims.get("iat").asLong() + 90_000))),
        401,
        "token_invalid");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void allOtherScopesTogetherDoNotMakeTheRightOne(Operation operation) {
    String others =
        Stream.of(Scope.values())
            .map(Scope::toString)
            .filter(scope -> !operation.scopes().contains(scope))
            .collect(Collectors.joining(" "));

    Refused.with(
        call(operation, reelkey.forge().access(AttackedReelkey.OWNER, others)),
        403,
        "scope_missing");
  }

  @ParameterizedTest
  @MethodSource("onesOwn")
  void whatIsSomebodyElsesIsNotThere(Operation operation) {
    Refused.with(call(operation, access(STRANGER, operation)), 404, "not_found");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listsHoldOnlyOnesOwn(Operation operation) {
    HttpResponse<byte[]> answer = call(operation, access(STRANGER, operation));

    assertThat(answer.statusCode()).as(ApiClient.text(answer)).isEqualTo(200);
    assertThat(ApiClient.text(answer))
        .doesNotContain(reelkey.video())
        .doesNotContain(reelkey.otherVideo())
        .doesNotContain(session.id());
  }

  private String access(String subject, Operation operation) {
    return reelkey.forge().access(subject, String.join(" ", operation.scopes()));
  }

  /** The operation upon what belongs to the owner. */
  private HttpResponse<byte[]> call(Operation operation, String token) {
    String path = operation.path().replace("{id}", reelkey.video()).replace("{sid}", session.id());
    String query = path.equals("/v1/sessions") ? "?video=" + reelkey.video() : "";
    HttpRequest.Builder request = reelkey.caller(token).request(path + query);
    boolean json = operation.method().equals("POST");
    if (json || operation.method().equals("PUT")) {
      request.header("Content-Type", json ? "application/json" : "video/mp4");
      request.method(operation.method(), BodyPublishers.ofString("{}"));
    } else {
      request.method(operation.method(), BodyPublishers.noBody());
    }
    return ApiClient.send(request);
  }
}
