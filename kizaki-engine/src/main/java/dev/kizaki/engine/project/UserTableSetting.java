package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.BuiltInUser.ExistingColumn;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the setting that names an existing table of users: {@code [schema.]table[.column][: type]}.
 */
final class UserTableSetting {
  private static final String NAME = "(?:\"((?:[^\"]|\"\")++)\"|([A-Za-z_][A-Za-z0-9_$]*))";
  private static final Pattern FORM =
      Pattern.compile(NAME + "(?:\\." + NAME + ")?(?:\\." + NAME + ")?(?:\\s*:\\s*([a-z]+))?");
  private static final String DEFAULT_SCHEMA = "public";
  private static final int MAX_NAME_BYTES = 63;

  private UserTableSetting() {}

  /**
   * @throws Refusal when the setting cannot be read
   */
  static Optional<ExistingColumn> of(Project project) {
    return project.userTable().map(UserTableSetting::parse);
  }

  private static ExistingColumn parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new Refusal(
          RefusalCode.USER_TABLE_FORM,
          """
          userTable cannot be read: %s
          Write [schema.]table[.column][: type], such as auth.users.id: uuid; put names with \
          characters other than letters, digits and _ into double quotes.\
          """
              .formatted(UnsafeCharacters.escaped(text)));
    }
    String first = name(matcher, 1).orElseThrow();
    Optional<String> second = name(matcher, 3);
    Optional<String> third = name(matcher, 5);
    Scalar type =
        Optional.ofNullable(matcher.group(7)).map(UserTableSetting::type).orElse(Scalar.UUID);
    ExistingColumn column =
        new ExistingColumn(
            second.isPresent() ? first : DEFAULT_SCHEMA,
            second.orElse(first),
            third.orElse(BuiltInUser.KEY_FIELD),
            FieldType.of(type));
    Stream.of(column.schema(), column.table(), column.column())
        .forEach(UserTableSetting::requireName);
    return column;
  }

  /** Refuses long names, because PostgreSQL would truncate them and look for another table. */
  private static void requireName(String name) {
    boolean valid =
        name.codePoints()
            .noneMatch(each -> each == 0 || Character.getType(each) == Character.SURROGATE);
    if (!valid || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new Refusal(
          RefusalCode.USER_TABLE_FORM,
          """
          userTable contains a name that PostgreSQL does not allow: %s
          A name has at most %s bytes, and no character U+0000.\
          """
              .formatted(UnsafeCharacters.escaped(name), MAX_NAME_BYTES));
    }
  }

  private static Optional<String> name(Matcher matcher, int group) {
    return matcher.group(group) != null
        ? Optional.of(matcher.group(group).replace("\"\"", "\""))
        : Optional.ofNullable(matcher.group(group + 1));
  }

  private static Scalar type(String word) {
    return Scalar.ofWholeWord(word)
        .orElseThrow(
            () ->
                new Refusal(
                    RefusalCode.USER_TABLE_FORM,
                    """
                    userTable has the type %s, but there is no such built-in type; write a type \
                    such as uuid or bigint.\
                    """
                        .formatted(word)));
  }
}
