package dev.kizaki.engine.naming;

import dev.kizaki.engine.api.CommandNames;
import dev.kizaki.engine.api.CommandNames.Setting;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the names of a front end into a message. The engine writes a goal as {@code mvn
 * kizaki:apply} or {@code kizaki:apply}, and a parameter as {@code -Dkizaki.online=never}.
 *
 * @param names the names of the front end
 */
public record NamedCommands(CommandNames names) {
  private static final String SETTING =
      "-Dkizaki\\.([A-Za-z]+)(?:=([A-Za-z0-9_.,<>-]*[A-Za-z0-9_>]))?";
  private static final Pattern SETTINGS = Pattern.compile(SETTING);
  private static final Pattern REFERENCE =
      Pattern.compile("(?:mvn )?\\bkizaki:([a-z]+(?:-[a-z]+)*)((?: " + SETTING + ")*)|" + SETTING);

  public NamedCommands {
    Objects.requireNonNull(names, "names");
  }

  /** The message with the names of the front end. */
  public String in(String message) {
    if (!message.contains("kizaki")) {
      return message;
    }
    return REFERENCE
        .matcher(message)
        .replaceAll(found -> Matcher.quoteReplacement(named(found).orElse(found.group())));
  }

  private Optional<String> named(MatchResult found) {
    if (found.group(1) != null) {
      return names.command(found.group(1), settings(found.group(2)));
    }
    return settings(found.group()).stream().findFirst().flatMap(names::setting);
  }

  private static List<Setting> settings(String text) {
    return SETTINGS
        .matcher(text)
        .results()
        .map(each -> new Setting(each.group(1), Optional.ofNullable(each.group(2))))
        .collect(Collectors.toUnmodifiableList());
  }
}
