package dev.kizaki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/bundle.md are those of the program. */
final class BundlePageTest {
  private static final Path PAGE = Path.of("..", "docs", "bundle.md");

  private static List<String> rows(String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  /** An option as the page writes it: name, commands, default. */
  private static String row(Option option) {
    String commands =
        option.commands().size() == Command.values().length
            ? "all"
            : option.commands().stream()
                .sorted()
                .map(each -> "`" + each.word() + "`")
                .collect(Collectors.joining(", "));
    return "`%s%s` | %s"
        .formatted(
            option.option(),
            option.argument().map(each -> "=" + each.replace("|", "\\|")).orElse(""),
            commands);
  }

  @Test
  void eachOptionHasARow() throws IOException {
    assertThat(rows("^\\| (`--\\S+` \\| [^|]+) \\| "))
        .isEqualTo(
            Arrays.stream(Option.values())
                .filter(each -> each != Option.PASSWORD)
                .map(BundlePageTest::row)
                .toList());
  }

  @Test
  void eachDefaultIsTheOneOfTheProgram() throws IOException {
    for (Option option : Option.values()) {
      if (option != Option.PASSWORD && !option.standard().isEmpty()) {
        assertThat(Files.readString(PAGE))
            .contains(row(option) + " | `" + option.standard() + "` |");
      }
    }
  }

  @Test
  void eachCommandAndExitCodeHasARow() throws IOException {
    assertThat(rows("^\\| `([a-z-]+)` \\| .*goals.md")).containsAll(Command.words());
    assertThat(rows("^\\| ([0-9]) \\| "))
        .isEqualTo(Arrays.stream(ExitCode.values()).map(each -> "" + each.number()).toList());
  }
}
