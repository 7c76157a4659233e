package dev.reelkey.standalone.cli;

import dev.reelkey.core.http.Json;
import dev.reelkey.core.token.DevelopmentIssuer;
import dev.reelkey.core.token.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reelkey token}: prints the token and nothing else. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Print a development access token, which only a process on loopback takes.")
final class TokenCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Terminal terminal;
  @Mixin private final DataOptions data = new DataOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--subject", required = true, paramLabel = "S", description = "Who it is for.")
  private String subject = "";

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "SCOPES",
      description =
          "What it may do, separated by blanks: videos:write videos:read playback:start"
              + " sessions:revoke keys:admin.")
  private String scope = "";

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long it holds: 30m, 12h; by default ${DEFAULT-VALUE}, at most 24h.")
  private String life = "1h";

  @Option(names = "--json", description = "Answer in JSON, with the time when it expires.")
  private boolean json;

  private record Answer(String token, Instant expiresAt) {}

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Set<Scope> scopes = scopes();
    Duration time = life();
    if (subject.isBlank()) {
      throw wrong("--subject is a name, not a blank");
    }
    DevelopmentIssuer issuer =
        new DevelopmentIssuer(data.secrets(terminal.random()).developmentKey(), terminal.clock());
    Instant expires = terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(time);
    String token = issuer.issue(subject, scopes, time);
    terminal.line(json ? Json.write(new Answer(token, expires)) : token);
    return 0;
  }

  private Set<Scope> scopes() {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String each : scope.strip().split("[ ,]+", -1)) {
      scopes.add(
          Scope.find(each)
              .orElseThrow(() -> wrong("'" + each + "' is not a scope; see reelkey token --help")));
    }
    return scopes;
  }

  private Duration life() {
    try {
      Duration time = Duration.parse("PT" + life.toUpperCase(Locale.ROOT));
      if (!time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeParseException malformed) {
      throw wrong("--ttl is a time such as 30m or 12h");
    }
    throw wrong("--ttl is more than nothing and at most 24h");
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
