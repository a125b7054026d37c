package dev.kizaki.command;

import dev.kizaki.engine.api.Secret;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a run: those of the command line, then those of the environment, then those of the
 * properties file. An earlier one wins.
 */
final class Settings {
  private final Map<Option, String> values;

  private Settings(Map<Option, String> values) {
    this.values = values;
  }

  /**
   * Collects the options.
   *
   * @throws UsageException when a variable or the properties file cannot be used
   */
  static Settings of(Arguments arguments, Map<String, String> variables) {
    Map<Option, String> values = new EnumMap<>(Option.class);
    Map<Option, String> environment = Environment.read(variables);
    String file = arguments.options().getOrDefault(Option.CONFIG, environment.get(Option.CONFIG));
    if (file != null) {
      values.putAll(PropertiesFile.read(file));
    }
    override(values, environment);
    override(values, arguments.options());
    return new Settings(values);
  }

  /** A password and a file with one are two ways to say the same, so either replaces both. */
  private static void override(Map<Option, String> values, Map<Option, String> stronger) {
    if (stronger.containsKey(Option.PASSWORD) || stronger.containsKey(Option.PASSWORD_FILE)) {
      values.remove(Option.PASSWORD);
      values.remove(Option.PASSWORD_FILE);
    }
    values.putAll(stronger);
  }

  /** The value, or that of the option if none is given; absent for none. */
  Optional<String> value(Option option) {
    String given = values.getOrDefault(option, option.standard());
    return given.isEmpty() ? Optional.empty() : Optional.of(given);
  }

  /** The value of an option that always has one. */
  String text(Option option) {
    return value(option).orElseThrow();
  }

  /**
   * Whether a switch is on.
   *
   * @throws UsageException when its value is another word
   */
  boolean isOn(Option option) {
    String value = text(option).strip();
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new UsageException(
              "%s can only be true or false; write %s to turn it on."
                  .formatted(option.word(), option.option()));
    };
  }

  /**
   * The password; absent if neither it nor a file with it is named.
   *
   * @throws UsageException when both are named, or the file cannot be read
   */
  Optional<Secret> password() {
    Optional<String> file = value(Option.PASSWORD_FILE);
    if (file.isPresent() && value(Option.PASSWORD).isPresent()) {
      throw new UsageException("password and password-file are both set; keep one.");
    }
    return value(Option.PASSWORD).or(() -> file.map(PropertiesFile::password)).map(Secret::new);
  }
}
