package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DUPLICATE_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_INDEX;
import static dev.kizaki.inspire.source.DiagnosticCode.TOO_LARGE;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.inspire.ast.Annotation;
import dev.kizaki.inspire.ast.EntityAnnotation;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reads one entity: its fields without their defaults, its key, uniques, indexes and checks. */
final class EntityReader {
  /** The largest number of columns in a table (PostgreSQL documentation, appendix K). */
  private static final int MOST_COLUMNS = 1600;

  /** The time of the checks grows with the square of the fields, so that not more are checked. */
  private static final int MOST_CHECKED = 2 * MOST_COLUMNS;

  private final TypeReader types;
  private final AnnotationRules annotations;
  private final ReferenceOptionRules options;
  private final GroupReader groups;
  private final IndexRules indexes;
  private final KeyReader keys;
  private final CheckReader checks;
  private final StatedNames names;
  private final EntityReferenceReader references;
  private final Consumer<Diagnostic> problems;

  EntityReader(TypeScope scope, Consumer<Diagnostic> problems) {
    this.problems = problems;
    types = new TypeReader(scope, problems);
    annotations = new AnnotationRules(problems);
    options = new ReferenceOptionRules(problems);
    groups = new GroupReader(problems);
    indexes = new IndexRules(problems);
    keys = new KeyReader(groups, problems);
    checks = new CheckReader(problems);
    names = new StatedNames(problems);
    references = new EntityReferenceReader(problems);
  }

  ParsedEntity read(EntityDeclaration entity) {
    Map<String, ParsedField> fields = fields(entity);
    List<ParsedGroup<Index>> read =
        groups(
            entity,
            fields,
            SchemaAnnotations.INDEX,
            (alone, named) -> new Index(alone).withNamed(named),
            (values, annotation) -> index(values, annotation, fields));
    options.checkIndexes(entity.name().text(), fields, read);
    return new ParsedEntity(
        entity.name(),
        names.name(entity.annotations()),
        Collections.unmodifiableMap(fields),
        SchemaAnnotations.hasNoKey(entity),
        keys.read(entity, fields),
        groups(
            entity,
            fields,
            SchemaAnnotations.UNIQUE,
            (alone, named) -> new Unique(alone).withNamed(named),
            (values, annotation) -> Optional.of(values.unique())),
        read,
        references.read(entity.name(), fields, entityAnnotations(entity)),
        checks.read(
            entity.name().text(),
            fields.values().stream().flatMap(field -> field.field().stream()).toList(),
            entityAnnotations(entity)));
  }

  private Optional<Index> index(
      GroupValues values, Annotation annotation, Map<String, ParsedField> fields) {
    List<Field> known = fields.values().stream().flatMap(each -> each.field().stream()).toList();
    return Optional.of(
            values.index().withExpressions(each -> EntityExpressions.of(known, each.text())))
        .filter(index -> indexes.areKept(index, values, annotation));
  }

  private Map<String, ParsedField> fields(EntityDeclaration entity) {
    Map<String, ParsedField> fields = new LinkedHashMap<>();
    if (KeyReader.isImplicit(entity)) {
      ParsedType uuid = new ParsedType(SchemaAnnotations.IMPLICIT_KEY.type(), false);
      fields.put(
          KeyReader.IMPLICIT_FIELD,
          new ParsedField(
              KeyReader.IMPLICIT_FIELD,
              Optional.empty(),
              entity.name().span(),
              Optional.empty(),
              Optional.of(uuid)));
    }
    for (FieldDeclaration declaration : declarations(entity)) {
      ParsedField field = field(entity.name().text(), declaration);
      ParsedField first = fields.putIfAbsent(field.name(), field);
      if (first != null) {
        problems.accept(
            Diagnostic.error(
                    DUPLICATE_NAME,
                    field.span(),
                    "%s.%s is declared twice".formatted(entity.name().text(), field.name()))
                .withRelated(first.span(), "first declared here"));
      }
    }
    if (fields.size() > MOST_COLUMNS) {
      problems.accept(
          Diagnostic.error(
              TOO_LARGE,
              entity.name().span(),
              "%s has %d fields, but a PostgreSQL table can have at most %d columns"
                  .formatted(entity.name().text(), fields.size(), MOST_COLUMNS)));
      fields.keySet().removeAll(fields.keySet().stream().skip(MOST_CHECKED).toList());
    }
    return fields;
  }

  private ParsedField field(String entity, FieldDeclaration declaration) {
    Name name = declaration.name();
    Declarations.checkSystemName(name, problems);
    Optional<ParsedType> type =
        types.read(declaration.type(), SchemaAnnotations.options(declaration));
    type.ifPresent(known -> annotations.check(entity, declaration, known.type()));
    type.ifPresent(known -> options.checkActions(entity, declaration, known));
    names.checked(SchemaAnnotations.foreignKeyName(declaration));
    names.checked(SchemaAnnotations.referenceIndexName(declaration));
    return new ParsedField(
        name.text(),
        names.name(declaration.annotations()),
        name.span(),
        Optional.of(declaration),
        type);
  }

  /**
   * Reads the groups of one kind: first those on fields, then those on the entity.
   *
   * @param alone makes the group of a field
   * @param group makes the group of a list; empty if it is wrong, which has been reported
   */
  private <G extends FieldGroup> List<ParsedGroup<G>> groups(
      EntityDeclaration entity,
      Map<String, ParsedField> fields,
      String annotationName,
      BiFunction<List<String>, Optional<String>, G> alone,
      BiFunction<GroupValues, Annotation, Optional<G>> group) {
    List<ParsedGroup<G>> all = new ArrayList<>();
    for (ParsedField field : fields.values()) {
      field
          .declaration()
          .flatMap(declaration -> SchemaAnnotations.find(declaration, annotationName))
          .map(
              found ->
                  new ParsedGroup<>(
                      alone.apply(List.of(field.name()), names.named(found)), found.span()))
          .ifPresent(all::add);
    }
    Map<G, Annotation> seen = new HashMap<>();
    for (Annotation annotation : entityAnnotations(entity)) {
      if (!annotation.name().text().equals(annotationName)) {
        continue;
      }
      names.named(annotation);
      Optional<G> read =
          groups
              .read(entity.name().text(), fields, annotation)
              .flatMap(values -> group.apply(values, annotation));
      read.ifPresent(
          each -> {
            all.add(new ParsedGroup<>(each, annotation.span()));
            Annotation first = seen.putIfAbsent(each, annotation);
            if (first != null) {
              refuseSecond(annotation, each, first);
            }
          });
    }
    return List.copyOf(all);
  }

  private void refuseSecond(Annotation annotation, FieldGroup group, Annotation first) {
    problems.accept(
        Diagnostic.error(
                INVALID_INDEX,
                annotation.span(),
                "@%s(%s) is declared twice".formatted(annotation.name().text(), group.text()))
            .withHint("remove one of them, or name one: named: \"name\"")
            .withRelated(first.span(), "first declared here"));
  }

  private static List<FieldDeclaration> declarations(EntityDeclaration entity) {
    return entity.items().stream()
        .filter(FieldDeclaration.class::isInstance)
        .map(FieldDeclaration.class::cast)
        .toList();
  }

  private static List<Annotation> entityAnnotations(EntityDeclaration entity) {
    return entity.items().stream()
        .filter(EntityAnnotation.class::isInstance)
        .map(item -> ((EntityAnnotation) item).annotation())
        .toList();
  }
}
