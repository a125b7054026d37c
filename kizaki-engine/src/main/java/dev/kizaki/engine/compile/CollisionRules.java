package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DATABASE_NAME_COLLISION;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NameCollision;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reports the collisions that {@link NameTable} finds, with their positions in the files. */
final class CollisionRules {
  private static final String RENAME = "rename one of them";
  private static final String NAME = "give one of them another name: named: \"name\"";
  private static final String KEEP_ONE =
      "keep one of them, or give one another name: named: \"name\"";

  private final Map<SchemaElement, SourceSpan> places = new HashMap<>();
  private final Collection<ParsedEntity> entities;
  private final Declarations declarations;
  private final Comparator<SourceSpan> order;
  private final Consumer<Diagnostic> problems;

  /**
   * @param order the order of positions across all files
   */
  CollisionRules(
      Collection<ParsedEntity> entities,
      Declarations declarations,
      Comparator<SourceSpan> order,
      Consumer<Diagnostic> problems) {
    this.entities = entities;
    this.declarations = declarations;
    this.order = order;
    this.problems = problems;
  }

  void check(Shape shape) {
    List<NameCollision> collisions = NameTable.collisions(shape, DatabaseNames.CURRENT);
    if (collisions.isEmpty()) {
      return;
    }
    declarations.enums().forEach(this::places);
    declarations
        .sequences()
        .forEach(each -> place(SchemaElement.sequence(each.name().text()), each.name().span()));
    entities.forEach(this::places);
    for (NameCollision collision : collisions) {
      if (collision instanceof NameCollision.Shared shared) {
        report(shared);
      } else if (collision instanceof NameCollision.SystemColumn column) {
        problems.accept(
            Diagnostic.error(DATABASE_NAME_COLLISION, places.get(column.field()), column.text())
                .withHint("choose another name"));
      }
    }
  }

  /** Reports one error for each element except the first, at the position of the element. */
  private void report(NameCollision.Shared shared) {
    List<SchemaElement> parts =
        shared.parts().stream()
            .sorted(Comparator.comparing(places::get, Comparator.nullsFirst(order)))
            .toList();
    SchemaElement first = parts.get(0);
    Optional<SourceSpan> firstPlace = Optional.ofNullable(places.get(first));
    for (SchemaElement other : parts.subList(1, parts.size())) {
      Diagnostic problem =
          Diagnostic.error(
                  DATABASE_NAME_COLLISION,
                  places.get(other),
                  new NameCollision.Shared(shared.databaseName(), List.of(first, other)).text())
              .withHint(
                  areIndexesOfOne(first, other)
                      ? KEEP_ONE
                      : isNamed(first) || isNamed(other) ? NAME : RENAME);
      problems.accept(
          firstPlace
              .map(place -> problem.withRelated(place, "%s is here".formatted(first.text())))
              .orElse(problem));
    }
  }

  /** Whether the schema states the name. */
  private static boolean isNamed(SchemaElement element) {
    return element instanceof SchemaElement.UniqueElement unique
            && unique.unique().named().isPresent()
        || element instanceof SchemaElement.IndexElement index && index.index().named().isPresent();
  }

  private static boolean areIndexesOfOne(SchemaElement one, SchemaElement other) {
    if (one instanceof SchemaElement.UniqueElement unique
        && other instanceof SchemaElement.UniqueElement second) {
      return unique.owner().equals(second.owner())
          && unique.unique().fields().equals(second.unique().fields());
    }
    return one instanceof SchemaElement.IndexElement index
        && other instanceof SchemaElement.IndexElement second
        && index.owner().equals(second.owner())
        && (index.index().fields().equals(second.index().fields())
            || hasSql(index.index())
            || hasSql(second.index()));
  }

  private static boolean hasSql(Index index) {
    return !index.expressions().isEmpty();
  }

  private void places(EnumDeclaration declaration) {
    String name = declaration.name().text();
    place(SchemaElement.enumType(name), declaration.name().span());
    declaration
        .values()
        .forEach(
            value -> place(SchemaElement.value(name, value.name().text()), value.name().span()));
  }

  private void places(ParsedEntity parsed) {
    String entity = parsed.name().text();
    place(SchemaElement.entity(entity), parsed.name().span());
    parsed.key().ifPresent(key -> place(SchemaElement.key(entity), key.span()));
    for (ParsedField field : parsed.parsedFields()) {
      place(SchemaElement.field(entity, field.name()), field.span());
      place(SchemaElement.foreignKey(entity, field.name()), field.span());
      place(SchemaElement.ownedSequence(entity, field.name()), field.span());
    }
    parsed.uniques().forEach(unique -> place(unique.group().element(entity), unique.span()));
    parsed.indexes().forEach(index -> place(index.group().element(entity), index.span()));
    parsed
        .references()
        .forEach(
            each -> {
              place(each.reference().element(entity), each.span());
              place(new Index(each.reference().fields()).element(entity), each.span());
            });
    parsed.checks().forEach(each -> place(SchemaElement.check(entity, each.check()), each.span()));
    // The index of the reference rule is reported at its field, because it is not written.
    for (ParsedField field : parsed.parsedFields()) {
      place(
          new Index(List.of(field.name())).withNamed(referenceIndexName(field)).element(entity),
          field.span());
    }
  }

  private static Optional<String> referenceIndexName(ParsedField field) {
    return field.declaration().flatMap(SchemaAnnotations::referenceIndexName).map(Value.Text::text);
  }

  private void place(SchemaElement part, SourceSpan span) {
    places.putIfAbsent(part, span);
  }
}
