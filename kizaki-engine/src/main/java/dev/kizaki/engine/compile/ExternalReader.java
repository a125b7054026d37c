package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads what a schema or a plan says about tables and extensions that kizaki does not manage. */
public final class ExternalReader {
  /** A column of another table cannot have a type of the schema. */
  private static final TypeScope NO_TYPES =
      new TypeScope() {
        @Override
        public Optional<Kind> kindOf(String name) {
          return Optional.empty();
        }

        @Override
        public Collection<String> typeNames() {
          return List.of();
        }
      };

  private final DiagnosticCode code;
  private final Consumer<Diagnostic> problems;

  /**
   * @param code the code of a problem
   */
  public ExternalReader(DiagnosticCode code, Consumer<Diagnostic> problems) {
    this.code = code;
    this.problems = problems;
  }

  /** An entity of a table that is not managed; empty if a problem was reported. */
  public Optional<SystemEntity> external(ExternalDeclaration declaration) {
    return column(declaration.from())
        .map(from -> new SystemEntity(declaration.name().text(), Optional.of(from)));
  }

  /** An extension; empty if a problem was reported. */
  public Optional<SystemEntity> extension(ExtensionDeclaration declaration) {
    String name = declaration.extension();
    if (name.isBlank() || name.indexOf('\0') >= 0 || name.length() > 63) {
      refuse(declaration.span(), "this is not the name of an extension");
      return Optional.empty();
    }
    return Optional.of(SystemEntity.ofExtension(name));
  }

  /** The column of a table that is not managed; empty if a problem was reported. */
  public Optional<SystemEntity.ExistingColumn> column(TableColumn node) {
    Optional<ParsedType> type =
        new TypeReader(NO_TYPES, any -> {}).read(node.type(), ReferenceOptions.NONE);
    Optional<FieldType> plain =
        type.filter(each -> !each.nullable())
            .map(ParsedType::type)
            .filter(ReferenceTypes::canBeReferredTo)
            .filter(each -> !(each instanceof FieldType.Reference));
    if (plain.isEmpty()) {
      refuse(node.type().span(), "the type of the column must be a built-in type, such as uuid");
    }
    Stream.of(node.schema(), node.table(), node.column())
        .filter(each -> each.text().isEmpty())
        .findFirst()
        .ifPresent(each -> refuse(each.span(), "a name in PostgreSQL has at least one character"));
    return plain.map(
        each ->
            new SystemEntity.ExistingColumn(
                node.schema().text(), node.table().text(), node.column().text(), each));
  }

  private void refuse(SourceSpan span, String message) {
    problems.accept(Diagnostic.error(code, span, message));
  }
}
