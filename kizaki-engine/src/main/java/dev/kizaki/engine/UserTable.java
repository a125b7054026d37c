package dev.kizaki.engine;

import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.shape.SystemEntity.ExistingColumn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the setting that names an existing table of users: {@code [schema.]table[.column][: type]}.
 */
final class UserTable {
  private static final String NAME = "(?:\"((?:[^\"]|\"\")+)\"|([A-Za-z_][A-Za-z0-9_$]*))";
  private static final Pattern FORM =
      Pattern.compile(NAME + "(?:\\." + NAME + ")?(?:\\." + NAME + ")?(?:\\s*:\\s*([a-z]+))?");
  private static final String DEFAULT_SCHEMA = "public";

  private UserTable() {}

  /**
   * @throws Refusal when the setting cannot be read
   */
  static Optional<ExistingColumn> of(Project project) {
    return project.userTable().map(UserTable::parse);
  }

  private static ExistingColumn parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new Refusal(
          "userTable cannot be read: "
              + text
              + "\nWrite [schema.]table[.column][: type], such as auth.users.id: uuid; names other"
              + " than letters, digits and _ stand in double quotes.");
    }
    String first = name(matcher, 1).orElseThrow();
    Optional<String> second = name(matcher, 3);
    Optional<String> third = name(matcher, 5);
    Scalar type = Optional.ofNullable(matcher.group(7)).map(UserTable::type).orElse(Scalar.UUID);
    return new ExistingColumn(
        second.isPresent() ? first : DEFAULT_SCHEMA,
        second.orElse(first),
        third.orElse(SystemEntity.KEY_FIELD),
        type);
  }

  private static Optional<String> name(Matcher matcher, int group) {
    return matcher.group(group) != null
        ? Optional.of(matcher.group(group).replace("\"\"", "\""))
        : Optional.ofNullable(matcher.group(group + 1));
  }

  private static Scalar type(String word) {
    return Scalar.ofWord(word)
        .orElseThrow(
            () ->
                new Refusal(
                    "userTable names the type "
                        + word
                        + ", and there is no such built-in type; write one such as uuid or"
                        + " bigint."));
  }
}
