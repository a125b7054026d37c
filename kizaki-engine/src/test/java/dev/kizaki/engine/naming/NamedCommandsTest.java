package dev.kizaki.engine.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.CommandNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of a front end in messages. */
final class NamedCommandsTest {
  /** A front end without the goal {@code plan} and the parameter {@code resolve}. */
  private static final CommandNames NAMES =
      new CommandNames() {
        @Override
        public Optional<String> command(String goal, List<Setting> settings) {
          return goal.equals("plan")
              ? Optional.empty()
              : Optional.of("<" + goal + settings.stream().map(this::text).toList() + ">");
        }

        @Override
        public Optional<String> setting(Setting setting) {
          return setting.name().equals("resolve")
              ? Optional.empty()
              : Optional.of("<" + text(setting) + ">");
        }

        private String text(Setting setting) {
          return setting.name() + setting.value().map(":"::concat).orElse("");
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Run `mvn kizaki:apply`.|Run `<apply[]>`.",
        "mvn kizaki:dry-run, then|<dry-run[]>, then",
        "`mvn kizaki:apply -Dkizaki.online=never`|`<apply[online:never]>`",
        "`mvn kizaki:apply -Dkizaki.a=b -Dkizaki.c` twice|`<apply[a:b, c]>` twice",
        "set -Dkizaki.ahead=accept: then|set <ahead:accept>: then",
        "set -Dkizaki.offline.|set <offline>.",
        "-Dkizaki.ignore leaves out|<ignore> leaves out",
        "run `mvn kizaki:plan` and|run `mvn kizaki:plan` and",
        "mvn kizaki:plan -Dkizaki.resolve=x|mvn kizaki:plan -Dkizaki.resolve=x",
        "finish it with kizaki:apply, or kizaki:abort, before|finish it with <apply[]>, or <abort[]>, before",
        "nothing to name here: $1 \\1|nothing to name here: $1 \\1",
        "kizaki is a name, __kizaki_migration too|kizaki is a name, __kizaki_migration too",
      })
  void namesArePutIn(String message, String expected) {
    assertThat(new NamedCommands(NAMES).in(message)).isEqualTo(expected);
    assertThat(new NamedCommands(CommandNames.MAVEN).in(message)).isEqualTo(message);
  }

  /**
   * A message that names a goal or a parameter in another form would name Maven in every front end.
   * String literals over several lines are joined as the compiler joins them.
   */
  @Test
  void eachMentionInTheSourcesIsFound() throws IOException {
    Pattern mention = Pattern.compile("mvn\\s+kizaki|\\bkizaki:[a-z]|-Dkizaki\\.");
    Pattern comment = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    Set<String> overlooked = new TreeSet<>();
    int mentions = 0;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (source.toString().contains("naming")) {
          continue;
        }
        String text =
            comment
                .matcher(Files.readString(source))
                .replaceAll("")
                .replaceAll("\\\\\n\\s*", "")
                .replaceAll("\"\\s*\\+\\s*\"", "");
        Matcher found = mention.matcher(text);
        while (found.find()) {
          mentions++;
          String from = text.substring(found.start(), Math.min(found.start() + 40, text.length()));
          if (new NamedCommands(ANY).in(from).equals(from)) {
            overlooked.add(source.getFileName() + ": " + from.lines().findFirst().orElse(""));
          }
        }
      }
    }
    assertThat(mentions).isGreaterThan(100);
    assertThat(overlooked).isEmpty();
  }

  private static final CommandNames ANY =
      new CommandNames() {
        @Override
        public Optional<String> command(String goal, List<Setting> settings) {
          return Optional.of("");
        }

        @Override
        public Optional<String> setting(Setting setting) {
          return Optional.of("");
        }
      };
}
