package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/**
 * A field on its way to the shape.
 *
 * @param declaration absent for the {@code id} that nobody wrote
 * @param type absent where the type is wrong, which was said; such a field still has its name
 */
record ParsedField(
    String name,
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
    return type.map(known -> new Field(name, known.type(), known.nullable(), Optional.empty()));
  }

  /** Where the type stands. */
  SourceSpan typeSpan() {
    return declaration.map(written -> written.type().span()).orElse(span);
  }
}
