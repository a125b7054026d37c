package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DUPLICATE_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_DEFAULT;
import static dev.kizaki.inspire.source.DiagnosticCode.UNSUPPORTED_TYPE;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.TypeDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks embedded types. In the database they are only a jsonb column; therefore their fields
 * cannot be references, keys, indexes, files or sequences. Embedded types may contain each other
 * and themselves.
 */
final class EmbeddedTypeRules {
  private final TypeReader types;
  private final AnnotationRules annotations;
  private final DefaultReader defaults;
  private final Consumer<Diagnostic> problems;

  /**
   * @param shape where the enums are looked up
   */
  EmbeddedTypeRules(TypeScope scope, ShapeView shape, Consumer<Diagnostic> problems) {
    this.problems = problems;
    types = new TypeReader(scope, problems);
    annotations = new AnnotationRules(problems);
    defaults = new DefaultReader(shape, problems);
  }

  void check(TypeDeclaration declaration) {
    String owner = declaration.name().text();
    Map<String, Name> seen = new HashMap<>();
    for (FieldDeclaration field : declaration.fields()) {
      checkName(owner, field.name(), seen);
      checkField(owner, field);
    }
  }

  private void checkName(String owner, Name name, Map<String, Name> seen) {
    Declarations.checkSystemName(name, problems);
    Name first = seen.putIfAbsent(name.text(), name);
    if (first != null) {
      problems.accept(
          Diagnostic.error(
                  DUPLICATE_NAME,
                  name.span(),
                  "%s.%s is declared twice".formatted(owner, name.text()))
              .withRelated(first.span(), "first declared here"));
    }
  }

  private void checkField(String owner, FieldDeclaration field) {
    Optional<ParsedType> type = types.read(field.type(), ReferenceOptions.NONE);
    if (type.isEmpty() || !canBeEmbedded(field, type.get().type())) {
      return;
    }
    annotations.check(owner, field, type.get().type());
    field
        .defaultValue()
        .flatMap(value -> defaults.read(type.get(), value))
        .filter(EmbeddedTypeRules::needsColumn)
        .ifPresent(
            unused ->
                problems.accept(
                    Diagnostic.error(
                        INVALID_DEFAULT,
                        field.defaultValue().get().span(),
                        """
                        %s needs a column, but a field of an embedded type has none\
                        """
                            .formatted(field.defaultValue().get().span().text()))));
  }

  private static boolean needsColumn(DefaultValue value) {
    return value instanceof DefaultValue.OwnedSequence || value instanceof DefaultValue.NextValue;
  }

  private boolean canBeEmbedded(FieldDeclaration field, FieldType type) {
    if (type instanceof FieldType.Reference) {
      problems.accept(
          Diagnostic.error(
                  UNSUPPORTED_TYPE,
                  field.type().span(),
                  """
                  an embedded type cannot contain references, because the database could not \
                  check them\
                  """)
              .withHint("move the reference to the entity"));
      return false;
    }
    if (type instanceof FieldType.Simple simple && simple.scalar() == Scalar.FILE) {
      problems.accept(
          Diagnostic.error(
                  UNSUPPORTED_TYPE, field.type().span(), "an embedded type cannot contain files")
              .withHint("move the file to the entity"));
      return false;
    }
    return true;
  }
}
