package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Deferrability;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Value;
import java.util.Optional;

/**
 * The annotations that determine the structure of the database. Schemas and plans read them in the
 * same way.
 */
public final class SchemaAnnotations {
  public static final String ON_DELETE = "onDelete";
  public static final String ON_UPDATE = "onUpdate";
  public static final String DEFERRABLE = "deferrable";
  public static final String INITIALLY_DEFERRED = "initiallyDeferred";
  public static final String NO_INDEX = "noIndex";
  public static final String NOT_VALID = "notValid";
  public static final String REFERENCE = "reference";
  public static final String NO_KEY = "noKey";
  public static final String REFERENCES = "references";
  public static final String PRIMARY_KEY = "primaryKey";
  public static final String UNIQUE = "unique";
  public static final String INDEX = "index";
  public static final String CHECK = "check";

  /** The key of an entity that declares neither a key nor a field {@code id}. */
  public static final Field IMPLICIT_KEY =
      new Field(
          BuiltInUser.KEY_FIELD,
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

  /** Whether the entity says that it has no key. */
  public static boolean hasNoKey(EntityDeclaration entity) {
    return entity.annotations().stream()
        .anyMatch(annotation -> annotation.name().text().equals(NO_KEY));
  }

  /** The properties of the reference that the field's annotations give. */
  public static ReferenceOptions options(FieldDeclaration field) {
    return new ReferenceOptions(
        action(field, ON_DELETE),
        action(field, ON_UPDATE),
        find(field, DEFERRABLE)
            .map(
                annotation ->
                    word(annotation).filter(INITIALLY_DEFERRED::equals).isPresent()
                        ? Deferrability.INITIALLY_DEFERRED
                        : Deferrability.INITIALLY_IMMEDIATE)
            .orElse(ReferenceOptions.NONE.deferrability()),
        find(field, NO_INDEX).isEmpty(),
        find(field, NOT_VALID).isPresent(),
        foreignKeyName(field).map(Value.Text::text));
  }

  /** The name that {@code @references(named:)} states for the foreign key. */
  public static Optional<Value.Text> foreignKeyName(FieldDeclaration field) {
    return find(field, REFERENCES)
        .flatMap(found -> GroupValues.of(found).text(OwnedSequences.NAMED));
  }

  /** The name that {@code @references(index:)} states for the index that the reference brings. */
  public static Optional<Value.Text> referenceIndexName(FieldDeclaration field) {
    return find(field, REFERENCES).flatMap(found -> GroupValues.of(found).text(INDEX));
  }

  private static ReferentialAction action(FieldDeclaration field, String annotation) {
    return find(field, annotation)
        .flatMap(SchemaAnnotations::word)
        .flatMap(ReferentialAction::ofWord)
        .orElse(ReferentialAction.NO_ACTION);
  }

  private static Optional<String> word(Annotation annotation) {
    return annotation.arguments().stream()
        .findFirst()
        .filter(Value.Word.class::isInstance)
        .map(word -> ((Value.Word) word).name().text());
  }
}
