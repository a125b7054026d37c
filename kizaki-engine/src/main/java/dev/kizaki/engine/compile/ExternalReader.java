package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.CamelCase;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Extension;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.inspire.ast.ExtensionDeclaration;
import dev.kizaki.inspire.ast.ExternalDeclaration;
import dev.kizaki.inspire.ast.TableColumn;
import dev.kizaki.inspire.ast.TypeExpression;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
  public Optional<ExternalTable> external(ExternalDeclaration declaration) {
    named(declaration.schema(), declaration.table());
    List<ExternalTable.Column> columns = new ArrayList<>();
    Set<String> fields = new HashSet<>();
    for (ExternalDeclaration.TypedColumn each : declaration.columns()) {
      named(each.column());
      plainType(each.type())
          .map(type -> new ExternalTable.Column(each.column().text(), type))
          .ifPresent(columns::add);
      if (!fields.add(CamelCase.field(each.column().text()))) {
        refuse(
            each.column().span(),
            "two columns are called %s".formatted(CamelCase.field(each.column().text())));
        return Optional.empty();
      }
    }
    return columns.size() < declaration.columns().size()
        ? Optional.empty()
        : Optional.of(
            new ExternalTable(
                declaration.name().text(),
                declaration.schema().text(),
                declaration.table().text(),
                columns));
  }

  /** An extension; empty if a problem was reported. */
  public Optional<Extension> extension(ExtensionDeclaration declaration) {
    String name = declaration.extension();
    if (name.isBlank() || name.indexOf('\0') >= 0 || name.length() > 63) {
      refuse(declaration.span(), "this is not the name of an extension");
      return Optional.empty();
    }
    return Optional.of(new Extension(name));
  }

  /** The existing column of the built-in user; empty if a problem was reported. */
  public Optional<BuiltInUser.ExistingColumn> column(TableColumn node) {
    named(node.schema(), node.table(), node.column());
    return plainType(node.type())
        .map(
            each ->
                new BuiltInUser.ExistingColumn(
                    node.schema().text(), node.table().text(), node.column().text(), each));
  }

  private Optional<FieldType> plainType(TypeExpression node) {
    Optional<FieldType> plain =
        new TypeReader(NO_TYPES, any -> {})
            .read(node, ReferenceOptions.NONE)
            .filter(each -> !each.nullable())
            .map(ParsedType::type)
            .filter(ReferenceTypes::canBeReferredTo)
            .filter(each -> !(each instanceof FieldType.Reference));
    if (plain.isEmpty()) {
      refuse(node.span(), "the type of the column must be a built-in type, such as uuid");
    }
    return plain;
  }

  /** Reports the first name that PostgreSQL would refuse or truncate. */
  private void named(Value.Text... names) {
    for (Value.Text each : names) {
      Optional<String> problem =
          each.text().isEmpty()
              ? Optional.of("is empty, but a name in PostgreSQL has at least one character")
              : DatabaseNames.problemOfLabel(each.text());
      if (problem.isPresent()) {
        refuse(each.span(), "the name " + problem.get());
        return;
      }
    }
  }

  private void refuse(SourceSpan span, String message) {
    problems.accept(Diagnostic.error(code, span, message));
  }
}
