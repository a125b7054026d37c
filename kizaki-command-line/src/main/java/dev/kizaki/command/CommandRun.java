package dev.kizaki.command;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.PackedHistory;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of the program.
 *
 * @param program how people call the program
 * @param variables the environment
 * @param loader finds the packed history
 */
record CommandRun(
    String program,
    Map<String, String> variables,
    ClassLoader loader,
    PrintStream out,
    PrintStream err) {

  CommandRun {
    Objects.requireNonNull(program, "program");
    variables = Map.copyOf(variables);
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  /**
   * Runs the command that the arguments name, and prints what it reports.
   *
   * @return the exit code
   */
  ExitCode run(List<String> words) {
    Output output = output(format(words));
    Supplier<List<String>> command;
    try {
      Arguments arguments = Arguments.read(words);
      if (arguments.wish().isPresent()) {
        print(arguments.wish().get(), arguments.command());
        return ExitCode.SUCCESS;
      }
      Command wanted = arguments.command().orElseThrow(CommandRun::noCommand);
      Settings settings = Settings.of(arguments, variables);
      output = output(settings.text(Option.FORMAT).strip());
      command = prepared(wanted, arguments, settings, output);
    } catch (UsageException wrong) {
      usage(wrong, output);
      output.end(ExitCode.USAGE, List.of());
      return ExitCode.USAGE;
    } catch (EnvironmentFailure failure) {
      return failed(failure, output);
    } catch (RuntimeException | LinkageError bug) {
      return failed(bug, output);
    }
    return run(command, output);
  }

  private ExitCode run(Supplier<List<String>> command, Output output) {
    try {
      List<String> applied = command.get();
      output.end(ExitCode.SUCCESS, applied);
      return ExitCode.SUCCESS;
    } catch (Refusal refusal) {
      ExitCode exit =
          refusal.code().filter(RefusalCode.STATUS_FAILS::equals).isPresent()
              ? ExitCode.STATUS_FAILS
              : ExitCode.REFUSED;
      output.error(
          refusal.getMessage(), refusal.messageWithCode(), refusal.code().map(RefusalCode::text));
      output.end(exit, List.of());
      return exit;
    } catch (EnvironmentFailure failure) {
      return failed(failure, output);
    } catch (RuntimeException | LinkageError bug) {
      return failed(bug, output);
    }
  }

  private static UsageException noCommand() {
    return new UsageException(
        "No command is named; the commands are: %s.".formatted(String.join(", ", Command.words())));
  }

  private void usage(UsageException wrong, Output output) {
    String advice = "\nRun `%s --help` to see the commands and options.".formatted(program);
    output.error(
        wrong.getMessage() + advice,
        wrong.getMessage() + wrong.code().map(" [%s]"::formatted).orElse("") + advice,
        wrong.code());
  }

  private static ExitCode failed(EnvironmentFailure failure, Output output) {
    output.error(
        failure.getMessage(), failure.messageWithCode(), Optional.of(failure.code().text()));
    output.end(ExitCode.ENVIRONMENT, List.of());
    return ExitCode.ENVIRONMENT;
  }

  private ExitCode failed(Throwable bug, Output output) {
    String message =
        "internal error in kizaki (%s); please report it with the stack trace."
            .formatted(bug.getClass().getName());
    output.error(message, message, Optional.empty());
    bug.printStackTrace(err);
    output.end(ExitCode.INTERNAL_ERROR, List.of());
    return ExitCode.INTERNAL_ERROR;
  }

  /**
   * Makes the request of a command, so that nothing is done if an option is wrong.
   *
   * @return runs the command and returns the migrations that it has applied
   */
  private Supplier<List<String>> prepared(
      Command command, Arguments arguments, Settings settings, Output output) {
    Project project = Project.of(PackedHistory.onClassPath(loader));
    Kizaki kizaki = new Kizaki(output, new ProgramNames(program));
    try {
      Requests.requireNoPassword(arguments);
      return prepared(command, new Requests(settings, project), kizaki);
    } catch (Refusal value) {
      throw new UsageException(value);
    }
  }

  private static Supplier<List<String>> prepared(
      Command command, Requests requests, Kizaki kizaki) {
    return switch (command) {
      case APPLY -> {
        var request = requests.apply();
        yield () -> kizaki.apply(request).applied();
      }
      case DRY_RUN -> {
        var request = requests.dryRun();
        yield nothingApplied(() -> kizaki.dryRun(request));
      }
      case STATUS -> {
        var request = requests.status();
        yield nothingApplied(() -> kizaki.status(request));
      }
      case ABORT -> {
        var request = requests.abort();
        yield nothingApplied(() -> kizaki.abort(request));
      }
    };
  }

  private static Supplier<List<String>> nothingApplied(Runnable command) {
    return () -> {
      command.run();
      return List.of();
    };
  }

  private void print(Arguments.Wish wish, Optional<Command> command) {
    switch (wish) {
      case HELP -> Help.lines(program, command).forEach(out::println);
      case VERSION ->
          out.println(
              "kizaki "
                  + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                      .orElse("unreleased"));
    }
  }

  /** The format of what is printed before the options are known. */
  private String format(List<String> words) {
    String format = Option.FORMAT.option() + "=";
    String wanted =
        words.stream()
            .filter(word -> word.startsWith(format))
            .findFirst()
            .map(word -> word.substring(format.length()))
            .orElse(variables.getOrDefault(Option.FORMAT.variable(), ""));
    return wanted.equals("json") ? wanted : Option.FORMAT.standard();
  }

  private Output output(String format) {
    return switch (format) {
      case "text" -> new TextOutput(out, err, System.console() != null);
      case "json" -> new JsonOutput(out);
      default ->
          throw new UsageException("format has an unknown word; allowed words are: text, json.");
    };
  }
}
