package dev.kizaki.engine.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How messages name a goal and its parameters; each front end has names of its own. */
public interface CommandNames {
  /** The names of the Maven plugin: {@code mvn kizaki:apply -Dkizaki.online=never}. */
  CommandNames MAVEN =
      new CommandNames() {
        @Override
        public Optional<String> command(String goal, List<Setting> settings) {
          return Optional.empty();
        }

        @Override
        public Optional<String> setting(Setting setting) {
          return Optional.empty();
        }
      };

  /**
   * A parameter in a message.
   *
   * @param name its name in the plugin without {@code kizaki.}, such as {@code allowDrift}
   * @param value the value that the message suggests; absent to set it to true
   */
  record Setting(String name, Optional<String> value) {
    public Setting {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * The command that runs a goal.
   *
   * @param goal its name, such as {@code dry-run}
   * @return absent if the front end does not have the goal; then the message names that of Maven
   */
  Optional<String> command(String goal, List<Setting> settings);

  /**
   * A parameter that is named without a goal.
   *
   * @return absent if the front end does not have it; then the message names that of Maven
   */
  Optional<String> setting(Setting setting);
}
