package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/**
 * A field that has been parsed but is not part of the shape yet.
 *
 * @param column the name that it states for its column
 * @param declaration empty for the {@code id} that an entity has without declaring it
 * @param type empty if the type is invalid, which has been reported; such a field still has its
 *     name
 */
record ParsedField(
    String name,
    Optional<String> column,
    SourceSpan span,
    Optional<FieldDeclaration> declaration,
    Optional<ParsedType> type) {
  Optional<FieldType.Reference> reference() {
    return type.map(ParsedType::type)
        .filter(FieldType.Reference.class::isInstance)
        .map(FieldType.Reference.class::cast);
  }

  /** The field without its default, if its type is known. */
  Optional<Field> field() {
    return type.map(
        known -> new Field(name, column, known.type(), known.nullable(), Optional.empty()));
  }

  /** The position of the type. */
  SourceSpan typeSpan() {
    return declaration.map(written -> written.type().span()).orElse(span);
  }
}
