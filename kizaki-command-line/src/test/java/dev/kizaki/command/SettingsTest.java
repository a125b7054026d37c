package dev.kizaki.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options from the command line, from variables and from a file. */
final class SettingsTest {
  @TempDir private Path directory;

  private Settings settings(String file, Map<String, String> variables, String... options)
      throws IOException {
    Path properties = Files.writeString(directory.resolve("kizaki.properties"), file);
    List<String> arguments = new ArrayList<>(List.of("apply", "--config=" + properties));
    arguments.addAll(Arrays.asList(options));
    return Settings.of(Arguments.read(arguments), variables);
  }

  private static Settings settings(Map<String, String> variables, String... options) {
    List<String> arguments = new ArrayList<>(List.of("apply"));
    arguments.addAll(Arrays.asList(options));
    return Settings.of(Arguments.read(arguments), variables);
  }

  @Test
  void theCommandLineWinsThenVariablesThenTheFile() throws IOException {
    String file = "target = file\nahead=accept\nlock-timeout: 1 s\n# a comment\n";
    Map<String, String> variables =
        Map.of("KIZAKI_TARGET", "variable", "KIZAKI_LOCK_TIMEOUT", "2 s", "PATH", "/bin");
    Settings settings = settings(file, variables, "--target=option");
    assertThat(settings.text(Option.TARGET)).isEqualTo("option");
    assertThat(settings.text(Option.LOCK_TIMEOUT)).isEqualTo("2 s");
    assertThat(settings.text(Option.AHEAD)).isEqualTo("accept");
    assertThat(settings.text(Option.ONLINE)).isEqualTo("auto");
    assertThat(settings.value(Option.STATEMENT_TIMEOUT)).isEmpty();
  }

  @Test
  void theFileMayBeNamedByAVariable() throws IOException {
    Path file = Files.writeString(directory.resolve("ü.properties"), "\uFEFFusername=\u00fc\n");
    assertThat(settings(Map.of("KIZAKI_CONFIG", file.toString())).text(Option.USERNAME))
        .isEqualTo("\u00fc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "targt=x|targt is not an option; did you mean target?",
        "lockTimeout=1|lockTimeout is not an option; did you mean lock-timeout?",
        "kizaki.url=x|kizaki.url is not an option.",
        "config=x|config is not an option.",
        "target=|target is empty; give it a value or leave it out.",
        "target|target is empty; give it a value or leave it out.",
        "'target=a\ntarget=b'|target is there twice; keep one.",
      })
  void wrongProperties(String text, String message) {
    assertThatThrownBy(() -> settings(text, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage(directory.resolve("kizaki.properties") + ": " + message);
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    assertThatThrownBy(() -> settings(Map.of(), "--config=" + directory.resolve("none")))
        .hasMessage(
            "The file of config, %s, cannot be read: it does not exist."
                .formatted(directory.resolve("none")));
    assertThatThrownBy(() -> settings(Map.of(), "--config=" + directory))
        .hasMessageEndingWith(" cannot be read: it is no readable file.");
    assertThatThrownBy(() -> settings(Map.of(), "--config=a\0b"))
        .hasMessage("The file of config, a\\u0000b, cannot be read: this is no path.");
    Path latin =
        Files.write(directory.resolve("latin"), "username=ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> settings(Map.of(), "--config=" + latin))
        .hasMessageEndingWith(" cannot be read: it is not UTF-8.");
    assertThatThrownBy(() -> settings("target=\\u12", Map.of()))
        .hasMessageEndingWith(
            " is no properties file: a \\u must be followed by four hexadecimal digits.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KIZAKI_ULR|x|The variable KIZAKI_ULR is not an option; did you mean KIZAKI_URL?",
        "KIZAKI_ZZZZZZZZZ|x|The variable KIZAKI_ZZZZZZZZZ is not an option; remove it, because a variable that is not read may be a mistake.",
        "KIZAKI_|x|The variable KIZAKI_ is not an option; remove it, because a variable that is not read may be a mistake.",
        "KIZAKI_URL|''|The variable KIZAKI_URL is empty; set it or remove it.",
        "KIZAKI_URL|' '|The variable KIZAKI_URL is empty; set it or remove it.",
      })
  void wrongVariables(String name, String value, String message) {
    assertThatThrownBy(() -> settings(Map.of(name, value)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KIZAKI_SERVICE_HOST",
        "KIZAKI_SERVICE_PORT",
        "KIZAKI_SERVICE_PORT_HTTP",
        "KIZAKI_PORT",
        "KIZAKI_PORT_5432_TCP",
        "KIZAKI_PORT_5432_TCP_ADDR",
        "KIZAKI_WEB_SERVICE_HOST",
        "KIZAKI_WEB_PORT_80_TCP_PROTO",
      })
  void variablesThatKubernetesSetsAreNotOurs(String name) {
    assertThat(settings(Map.of(name, "tcp://10.0.0.1:80")).text(Option.AHEAD)).isEqualTo("refuse");
  }

  @Test
  void eachOptionCanBeAVariable() {
    Map<String, String> variables = new HashMap<>();
    for (Option option : Option.values()) {
      if (option != Option.CONFIG) {
        variables.put(option.variable(), "x");
      }
    }
    Settings settings = settings(variables);
    for (Option option : Option.values()) {
      if (option != Option.CONFIG) {
        assertThat(settings.text(option)).isEqualTo("x");
      }
    }
  }

  @Test
  void switches() throws IOException {
    assertThat(settings(Map.of()).isOn(Option.ALLOW_DRIFT)).isFalse();
    assertThat(settings(Map.of(), "--allow-drift").isOn(Option.ALLOW_DRIFT)).isTrue();
    assertThat(settings(Map.of("KIZAKI_ALLOW_DRIFT", "true")).isOn(Option.ALLOW_DRIFT)).isTrue();
    assertThat(
            settings("allow-drift=true", Map.of(), "--allow-drift=false").isOn(Option.ALLOW_DRIFT))
        .isFalse();
    assertThatThrownBy(() -> settings(Map.of("KIZAKI_ALLOW_DRIFT", "yes")).isOn(Option.ALLOW_DRIFT))
        .hasMessage("allow-drift can only be true or false; write --allow-drift to turn it on.");
  }

  @Test
  void thePasswordComesFromAVariableOrAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), " se\\cret \r\n");
    String option = "--password-file=" + file;
    assertThat(settings(Map.of()).password()).isEmpty();
    assertThat(settings(Map.of("KIZAKI_PASSWORD", " x ")).password()).contains(new Secret(" x "));
    assertThat(settings("password=y", Map.of()).password()).contains(new Secret("y"));
    assertThat(settings(Map.of(), option).password()).contains(new Secret(" se\\cret "));

    // A stronger source replaces both forms of a weaker one.
    assertThat(settings("password=y", Map.of("KIZAKI_PASSWORD", "z")).password())
        .contains(new Secret("z"));
    assertThat(settings(Map.of("KIZAKI_PASSWORD", "z"), option).password())
        .contains(new Secret(" se\\cret "));
    Settings both =
        settings(Map.of("KIZAKI_PASSWORD", "z", "KIZAKI_PASSWORD_FILE", file.toString()));
    assertThatThrownBy(both::password)
        .hasMessage("password and password-file are both set; keep one.");

    Files.writeString(file, "\n");
    assertThatThrownBy(() -> settings(Map.of(), option).password())
        .hasMessage(
            "The file of password-file, %s, is empty; write the password into it.".formatted(file));
  }
}
