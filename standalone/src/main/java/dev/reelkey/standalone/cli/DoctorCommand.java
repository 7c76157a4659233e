package dev.reelkey.standalone.cli;

import dev.reelkey.core.http.Json;
import dev.reelkey.standalone.doctor.Doctor;
import dev.reelkey.standalone.doctor.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reelkey doctor}: what on this machine stands in the way. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check this machine: Java, ffmpeg, sandbox, Redis, space, port, clock, doors.")
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to check; by default ${DEFAULT-VALUE}.")
  private Port port = new Port(0);

  @Option(names = "--json", description = "Answer in JSON, for machines.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Finding> findings =
        new Doctor(data.directory(), port.number(), terminal.clock()).examine();
    if (json) {
      terminal.line(Json.write(Map.of("findings", findings)));
    } else {
      findings.forEach(
          each ->
              terminal.line(String.format("%-6s %-10s %s", mark(each), each.part(), each.is())));
    }
    return findings.stream().anyMatch(each -> each.verdict() == Finding.Verdict.BROKEN) ? 1 : 0;
  }

  private static String mark(Finding finding) {
    return switch (finding.verdict()) {
      case FINE -> "ok";
      case WEAK -> "weak";
      case BROKEN -> "BROKEN";
    };
  }
}
