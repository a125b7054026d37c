package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks that may contain a value of an enum: those that use a field of it, and those whose
 * text names its type. PostgreSQL keeps the old type in them when the type is created again, and so
 * cannot apply them to the new one.
 */
final class EnumChecks {
  private EnumChecks() {}

  static Map<Entity, List<Check>> of(DatabaseMapping mapping, String enumName) {
    Set<String> fields =
        mapping.fieldsOf(enumName).stream().map(EntityField::path).collect(Collectors.toSet());
    String type = mapping.type(enumName).table();
    Map<Entity, List<Check>> found = new LinkedHashMap<>();
    for (Entity entity : mapping.shape().entities()) {
      List<Check> checks =
          entity.checks().stream()
              .filter(
                  check ->
                      names(check, type)
                          || check.expression().fields().stream()
                              .anyMatch(field -> fields.contains(entity.name() + "." + field)))
              .toList();
      if (!checks.isEmpty()) {
        found.put(entity, checks);
      }
    }
    return found;
  }

  private static boolean names(Check check, String type) {
    return SqlTokens.of(check.sql()).stream()
        .map(SqlTokens.Token::text)
        .anyMatch(
            word ->
                word.equalsIgnoreCase(type) || word.equals('"' + type.replace("\"", "\"\"") + '"'));
  }
}
