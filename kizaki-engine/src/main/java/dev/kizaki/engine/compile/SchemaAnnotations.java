package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Value;
import java.util.Optional;

/**
 * The annotations that determine the structure of the database. Schemas and plans read them in the
 * same way.
 */
public final class SchemaAnnotations {
  public static final String ON_DELETE = "onDelete";
  public static final String PRIMARY_KEY = "primaryKey";
  public static final String UNIQUE = "unique";
  public static final String INDEX = "index";

  /** The key of an entity that declares neither a key nor a field {@code id}. */
  public static final Field IMPLICIT_KEY =
      new Field(
          SystemEntity.KEY_FIELD,
          FieldType.of(Scalar.UUID),
          false,
          Optional.of(DefaultValue.Function.UUID));

  private SchemaAnnotations() {}

  /** The first annotation of this name on the field. */
  public static Optional<Annotation> find(FieldDeclaration field, String name) {
    return field.annotations().stream()
        .filter(annotation -> annotation.name().text().equals(name))
        .findFirst();
  }

  /** The action of the field's {@code @onDelete}. Without the annotation it is restrict. */
  public static OnDelete onDelete(FieldDeclaration field) {
    return find(field, ON_DELETE)
        .flatMap(annotation -> annotation.arguments().stream().findFirst())
        .filter(Value.Word.class::isInstance)
        .flatMap(word -> OnDelete.ofWord(((Value.Word) word).name().text()))
        .orElse(OnDelete.RESTRICT);
  }
}
