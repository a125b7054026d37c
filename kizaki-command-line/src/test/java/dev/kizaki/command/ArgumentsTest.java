package dev.kizaki.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The arguments of the program. */
final class ArgumentsTest {
  private static Arguments read(String... arguments) {
    return Arguments.read(List.of(arguments));
  }

  private static void assertRefused(String message, String... arguments) {
    assertThatThrownBy(() -> read(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void theCommandMayStandBetweenOptions() {
    Arguments arguments =
        read("--url=postgresql://h/d?a=b", "apply", "--allow-drift", "--lock-timeout=2 min");
    assertThat(arguments.command()).contains(Command.APPLY);
    assertThat(arguments.options())
        .isEqualTo(
            Map.of(
                Option.URL, "postgresql://h/d?a=b",
                Option.ALLOW_DRIFT, "true",
                Option.LOCK_TIMEOUT, "2 min"));
    assertThat(arguments.wish()).isEmpty();
  }

  @Test
  void helpAndVersion() {
    assertThat(read("--help").wish()).contains(Arguments.Wish.HELP);
    assertThat(read("-h", "--version").wish()).contains(Arguments.Wish.HELP);
    assertThat(read("--version").wish()).contains(Arguments.Wish.VERSION);
    assertThat(read("status", "--help").command()).contains(Command.STATUS);
    assertThat(read().command()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(Option.class)
  void eachOptionIsReadByItsCommands(Option option) {
    if (option == Option.PASSWORD) {
      return;
    }
    for (Command command : Command.values()) {
      String[] arguments = {command.word(), option.option() + "=true"};
      if (option.commands().contains(command)) {
        assertThat(read(arguments).options()).isEqualTo(Map.of(option, "true"));
      } else {
        assertThatThrownBy(() -> read(arguments))
            .hasMessageStartingWith(
                "%s has no option %s; only ".formatted(command.word(), option.option()));
      }
    }
  }

  @Test
  void anOptionOfAnotherCommand() {
    assertRefused("status has no option --target; only apply has it.", "status", "--target=0001");
    assertRefused(
        "abort has no option --online; only apply and dry-run have it.", "--online=never", "abort");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--urll=x|--urll is not an option; did you mean --url?",
        "--allowDrift|--allowDrift is not an option; did you mean --allow-drift?",
        "-x|-x is not an option.",
        "--|-- is not an option.",
        "-Dkizaki.url=x|-Dkizaki.url is not an option.",
        "--url|--url has no value; write --url=<url>.",
        "--url=|--url is empty; give it a value or leave it out.",
        "'--url= '|--url is empty; give it a value or leave it out.",
        "--sql=|--sql is empty; give it a value or leave it out.",
        "appyl|appyl is not a command; the commands are: apply, dry-run, status, abort; did you mean apply?",
        "plan|plan is not a command; the commands are: apply, dry-run, status, abort.",
        "''|\"\" is not a command; the commands are: apply, dry-run, status, abort.",
      })
  void wrongArguments(String argument, String message) {
    assertRefused(message, argument);
  }

  @Test
  void twice() {
    assertRefused("--url is given twice; keep one.", "apply", "--url=a", "--url=a");
    assertRefused("apply and status are two commands; run one at a time.", "apply", "status");
  }

  @Test
  void aValueWithoutAnEqualsSign() {
    assertRefused(
        "0007_x is neither an option nor a command; write the value of an option behind an equals"
            + " sign, as in --target=0007_x.",
        "apply",
        "0007_x");
  }

  @Test
  void thePasswordIsNoOption() {
    String message =
        "--password is not an option, because other users of the machine can read the options of a"
            + " program; set KIZAKI_PASSWORD, or name a file with --password-file.";
    assertRefused(message, "apply", "--password=secret");
    assertRefused(message, "apply", "--password");
  }

  /** What others wrote can end in a message, but neither a password nor what moves a cursor. */
  @Test
  void hostileArguments() {
    assertThatThrownBy(() -> read("--passwrod=secret")).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> read("apply", "postgresql://ann:secret@h/d"))
        .hasMessageStartingWith("An address is neither an option nor a command;");
    assertRefused(
        "\\u001B[31mx\\u000A is not a command; the commands are: apply, dry-run, status, abort.",
        "\u001b[31mx\n");
    assertRefused("--ürl is not an option; did you mean --url?", "--ürl=x");
    assertThatThrownBy(() -> read("--" + "x".repeat(100_000)))
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(200));
  }
}
