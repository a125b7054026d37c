package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.DUPLICATE_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_INDEX;
import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;
import static dev.kizaki.inspire.source.DiagnosticCode.RESERVED_NAME;
import static dev.kizaki.inspire.source.DiagnosticCode.TOO_LARGE;

import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.OnDelete;
import dev.kizaki.engine.shape.Unique;
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
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads one entity: its fields without their defaults, its key, uniques and indexes. */
final class EntityReader {
  /** The largest number of columns in a table (PostgreSQL documentation, appendix K). */
  private static final int MOST_COLUMNS = 1600;

  private final TypeReader types;
  private final AnnotationRules annotations;
  private final GroupReader groups;
  private final KeyReader keys;
  private final StatedNames names;
  private final Consumer<Diagnostic> problems;

  EntityReader(TypeScope scope, Consumer<Diagnostic> problems) {
    this.problems = problems;
    types = new TypeReader(scope, problems);
    annotations = new AnnotationRules(problems);
    groups = new GroupReader(problems);
    keys = new KeyReader(groups, problems);
    names = new StatedNames(problems);
  }

  ParsedEntity read(EntityDeclaration entity) {
    Map<String, ParsedField> fields = fields(entity);
    return new ParsedEntity(
        entity.name(),
        names.name(entity.annotations()),
        Collections.unmodifiableMap(fields),
        keys.read(entity, fields),
        groups(entity, fields, SchemaAnnotations.UNIQUE, Unique::new),
        groups(entity, fields, SchemaAnnotations.INDEX, Index::new));
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
    }
    return fields;
  }

  private ParsedField field(String entity, FieldDeclaration declaration) {
    Name name = declaration.name();
    if (Declarations.isSystemName(name.text())) {
      problems.accept(
          Diagnostic.error(
                  RESERVED_NAME,
                  name.span(),
                  "%s starts with two underscores, which is reserved for system names"
                      .formatted(name.text()))
              .withHint("choose another name"));
    }
    Optional<ParsedType> type =
        types.read(declaration.type(), SchemaAnnotations.onDelete(declaration));
    type.ifPresent(known -> annotations.check(entity, declaration, known.type()));
    type.ifPresent(known -> refuseSetNull(entity, declaration, known));
    return new ParsedField(
        name.text(),
        names.name(declaration.annotations()),
        name.span(),
        Optional.of(declaration),
        type);
  }

  private void refuseSetNull(String entity, FieldDeclaration declaration, ParsedType type) {
    if (type.type() instanceof FieldType.Reference reference
        && reference.onDelete() == OnDelete.SET_NULL
        && !type.nullable()) {
      problems.accept(
          Diagnostic.error(
                  INVALID_REFERENCE,
                  SchemaAnnotations.find(declaration, SchemaAnnotations.ON_DELETE)
                      .orElseThrow()
                      .span(),
                  "%s.%s is required, so a delete cannot set it to null"
                      .formatted(entity, declaration.name().text()))
              .withHint("write %s?, or choose cascade or restrict".formatted(reference.text())));
    }
  }

  /** Reads the groups of one kind: first those on fields, then those on the entity. */
  private <G extends FieldGroup> List<ParsedGroup<G>> groups(
      EntityDeclaration entity,
      Map<String, ParsedField> fields,
      String annotationName,
      Function<List<String>, G> group) {
    List<ParsedGroup<G>> all = new ArrayList<>();
    for (ParsedField field : fields.values()) {
      field
          .declaration()
          .flatMap(declaration -> SchemaAnnotations.find(declaration, annotationName))
          .map(found -> new ParsedGroup<>(group.apply(List.of(field.name())), found.span()))
          .ifPresent(all::add);
    }
    Map<G, Annotation> seen = new HashMap<>();
    for (Annotation annotation : entityAnnotations(entity)) {
      if (!annotation.name().text().equals(annotationName)) {
        continue;
      }
      Optional<G> read =
          groups
              .read(entity.name().text(), fields, annotation)
              .map(names -> group.apply(names.stream().map(Name::text).toList()));
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
            .withHint("remove one of them")
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
