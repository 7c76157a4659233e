package dev.reelkey.standalone.cli;

import dev.reelkey.core.config.BadSettingsException;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.remote.RefusedException;
import dev.reelkey.standalone.remote.UnreachableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command with all its sub-commands; exit codes are 0 done, 1 failed, 2 asked wrongly. */
@Command(
    name = "reelkey",
    mixinStandardHelpOptions = true,
    version = "reelkey 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Secure HLS video: upload, encrypt, play, rotate keys.",
    footer = {
      "",
      "Besides these, the launcher knows 'reelkey test [--long]' and 'reelkey bench'.",
      "REELKEY_URL and REELKEY_TOKEN aim a command at a remote system."
    })
public final class Reelkey implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reelkey.class);

  private static final List<Class<? extends RuntimeException>> EXPECTED =
      List.of(
          UserFaultException.class,
          BadSettingsException.class,
          RefusedException.class,
          UnreachableException.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs one command line. */
  public static int execute(Terminal terminal, String... arguments) {
    return commandLine(terminal).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal) {
    CommandLine line = new CommandLine(new Reelkey());
    for (Object command : commands(terminal)) {
      line.addSubcommand(command);
    }
    line.registerConverter(Id.class, new Id.Converter());
    line.registerConverter(Port.class, new Port.Converter());
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setParameterExceptionHandler((e, arguments) -> asksWrongly(terminal, e));
    line.setExecutionStrategy(
        parsed -> {
          refuseLostOptions(parsed);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
    return line;
  }

  private static List<Object> commands(Terminal terminal) {
    return List.of(
        new DemoCommand(terminal),
        new UpCommand(terminal),
        new TokenCommand(terminal),
        new UploadCommand(terminal),
        new VideosCommand(terminal),
        new SessionsCommand(terminal),
        new JobsCommand(terminal),
        new KeysCommand(terminal),
        new SigningCommand(terminal),
        new DoctorCommand(terminal),
        new WarmUpCommand(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do; reelkey --help lists it");
  }

  /** An option before a sub-command that does not take it would be dropped without a word. */
  private static void refuseLostOptions(ParseResult parsed) {
    for (ParseResult each = parsed; each.hasSubcommand(); each = each.subcommand()) {
      for (OptionSpec option : each.matchedOptions()) {
        if (option.scopeType() != ScopeType.INHERIT && !option.usageHelp()) {
          throw new ParameterException(
              each.subcommand().commandSpec().commandLine(),
              "'" + option.longestName() + "' does not belong before the sub-command");
        }
      }
    }
  }

  private static int asksWrongly(Terminal terminal, ParameterException e) {
    terminal.err().println("reelkey: " + e.getMessage() + ".");
    terminal
        .err()
        .println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    terminal.err().flush();
    return 2;
  }

  private static int failed(Terminal terminal, Exception e) {
    if (EXPECTED.stream().anyMatch(type -> type.isInstance(e))) {
      terminal.err().println("reelkey: " + e.getMessage());
    } else {
      LOG.error("the command failed in a way it should not", e);
      terminal
          .err()
          .println("reelkey: This is a fault of Reelkey's own; the lines above say where.");
    }
    terminal.err().flush();
    return 1;
  }
}
