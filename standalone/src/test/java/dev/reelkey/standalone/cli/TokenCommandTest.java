package dev.reelkey.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.AccessTokenVerifier;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import dev.reelkey.core.token.Verified;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Secrets;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
  private final TestTerminal terminal = new TestTerminal();

  @TempDir private Path root;

  @Test
  void tokenPrintsTheTokenAndNothingElse() throws Exception {
    DataDirectory data = DataDirectory.at(root, Optional.empty());
    data.prepare();
    DevelopmentIssuer issuer =
        new DevelopmentIssuer(
            Secrets.open(data, new SecureRandom()).developmentKey(), Clock.systemUTC());

    int status =
        terminal.run(
            "token",
            "--data",
            root.toString(),
            "--subject",
            "alice",
            "--scope",
            "videos:read keys:admin");

    assertThat(status).isZero();
    assertThat(terminal.err()).isEmpty();
    Verified<AccessToken> token =
        new AccessTokenVerifier(List.of(issuer.asIssuer()), Clock.systemUTC())
            .verify(terminal.out().strip());
    assertThat(token).isInstanceOf(Verified.Accepted.class);
    AccessToken access = ((Verified.Accepted<AccessToken>) token).token();
    assertThat(access.subject()).isEqualTo("alice");
    assertThat(access.scopes()).containsExactlyInAnyOrder(Scope.VIDEOS_READ, Scope.KEYS_ADMIN);
  }

  @Test
  void machinesAreToldWhenATokenExpires() {
    DataDirectory.at(root, Optional.empty()).prepare();

    assertThat(
            terminal.run(
                "token",
                "--data",
                root.toString(),
                "--subject",
                "a",
                "--scope",
                "videos:read",
                "--json"))
        .isZero();
    assertThat(terminal.out()).matches("\\{\"token\":\"[^\"]+\",\"expires_at\":\"20[^\"]+Z\"\\}\n");
  }

  @Test
  void theSecretsOfARunningProcessAreFoundWhereverTheyLie() {
    DataDirectory data = DataDirectory.at(root.resolve("data"), Optional.of(root.resolve("vault")));
    data.prepare();
    TestTerminal.noteRunningAt(URI.create("https://video.example"), data);

    assertThat(
            terminal.run(
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
        terminal.run(
            "token", "--data", nothing.toString(), "--subject", "a", "--scope", "videos:read");

    assertThat(status).isEqualTo(1);
    assertThat(terminal.err()).contains("reelkey up --data " + nothing);
    assertThat(Files.exists(nothing)).isFalse();
  }
}
