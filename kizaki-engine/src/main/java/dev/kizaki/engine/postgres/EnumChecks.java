package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The SQL that may contain a value of an enum: of checks those that use a field of it, and those
 * whose text names its type. PostgreSQL keeps the old type in them when the type is created again,
 * and so cannot apply them to the new one.
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
                      names(check.expression(), type)
                          || check.expression().fields().stream()
                              .anyMatch(field -> fields.contains(entity.name() + "." + field)))
              .toList();
      if (!checks.isEmpty()) {
        found.put(entity, checks);
      }
    }
    return found;
  }

  /**
   * The fields of other types whose default or generated value names the type of the enum.
   * PostgreSQL keeps the old type in them too.
   */
  static List<EntityField> namingFields(DatabaseMapping mapping, String enumName) {
    Set<String> fields =
        mapping.fieldsOf(enumName).stream().map(EntityField::path).collect(Collectors.toSet());
    String type = mapping.type(enumName).table();
    return mapping
        .shape()
        .fieldsWhere(field -> field.sql().filter(sql -> names(sql, type)).isPresent())
        .filter(each -> !fields.contains(each.path()))
        .toList();
  }

  /** Whether the expression may name the type. */
  static boolean names(SqlExpression expression, String type) {
    return SqlTokens.of(expression.text()).stream()
        .map(SqlTokens.Token::text)
        .anyMatch(
            word ->
                word.equalsIgnoreCase(type) || word.equals('"' + type.replace("\"", "\"\"") + '"'));
  }
}
