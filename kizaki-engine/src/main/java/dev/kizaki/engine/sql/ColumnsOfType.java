package dev.kizaki.engine.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which columns of an entity have the type of an enum, or are arrays of it. */
final class ColumnsOfType {
  /** A column, as far as one enum is concerned. */
  enum Kind {
    OF_ENUM,
    ARRAY_OF_ENUM,
    OTHER
  }

  private final Map<String, Kind> kinds = new HashMap<>();

  ColumnsOfType(ShapeView shape, Entity entity, String enumName) {
    for (Field field : entity.fields()) {
      kinds.put(DatabaseNames.CURRENT.column(field), kind(shape, field, enumName));
    }
  }

  static Kind kind(ShapeView shape, Field field, String enumName) {
    Optional<FieldType> type = shape.columnType(field.type());
    if (type.isPresent()
        && type.get() instanceof FieldType.OfEnum found
        && found.name().equals(enumName)) {
      return found.array() ? Kind.ARRAY_OF_ENUM : Kind.OF_ENUM;
    }
    return Kind.OTHER;
  }

  /** The column at this place of an expression; empty if it is not certain that it is one. */
  Optional<Kind> at(ExpressionTokens tokens, int at) {
    return tokens
        .identifier(at)
        .map(kinds::get)
        .filter(kind -> tokens.columnPlace(at) == Place.NAMED);
  }

  /** Whether the column has the type of the enum, or an array of it. */
  boolean mayHoldEnum(String column) {
    return kinds.getOrDefault(column, Kind.OTHER) != Kind.OTHER;
  }
}
