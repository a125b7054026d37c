package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.ObjectText;
import dev.kizaki.inspire.ast.SequenceDeclaration;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles the files of a schema to its {@link Shape} and finds every error that is not a syntax
 * error.
 *
 * <p>The order of the steps follows from their dependencies: names before types; entities one by
 * one; references after all keys and uniques are known; defaults after references have types;
 * database names after the shape is complete. Errors do not stop the compilation. Invalid parts are
 * left out, and an error that only follows from another one is not reported.
 *
 * <p>The files should have no syntax errors. A tree with missing parts can be compiled too, but
 * uses of the missing parts are then reported as unknown.
 */
public final class ShapeCompiler {
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<InspireFile> files;
  private final Optional<BuiltInUser.ExistingColumn> userTable;
  private final Map<ObjectText.InFile, ObjectFile> objectFiles;

  private ShapeCompiler(
      List<InspireFile> files,
      Optional<BuiltInUser.ExistingColumn> userTable,
      Map<ObjectText.InFile, ObjectFile> objectFiles) {
    this.files = files;
    this.userTable = userTable;
    this.objectFiles = objectFiles;
  }

  /** Compiles a schema whose objects have no files of their own. */
  public static CompileResult compile(
      List<InspireFile> files, Optional<BuiltInUser.ExistingColumn> userTable) {
    return compile(files, userTable, Map.of());
  }

  /**
   * Compiles a schema.
   *
   * @param files all its files, in the order in which messages are wanted
   * @param userTable the existing column that references to {@code __User} point to; if empty,
   *     kizaki creates a table for it
   * @param objectFiles the files that the objects of the schema name
   */
  public static CompileResult compile(
      List<InspireFile> files,
      Optional<BuiltInUser.ExistingColumn> userTable,
      Map<ObjectText.InFile, ObjectFile> objectFiles) {
    return new ShapeCompiler(List.copyOf(files), userTable, Map.copyOf(objectFiles)).compile();
  }

  private CompileResult compile() {
    Declarations declarations = Declarations.of(files, problems::add);
    List<EnumType> enums = enums(declarations);
    List<DeclaredSequence> sequences = sequences(declarations);
    EntityReader reader = new EntityReader(declarations, problems::add);
    List<ParsedEntity> parsedEntities = new ArrayList<>();
    Map<String, ParsedEntity> entities = new LinkedHashMap<>();
    for (EntityDeclaration declaration : declarations.entities()) {
      ParsedEntity parsed = reader.read(declaration);
      parsedEntities.add(parsed);
      if (declarations.isFirst(declaration.name())
          && !Declarations.isSystemName(declaration.name().text())) {
        entities.put(declaration.name().text(), parsed);
      }
    }
    List<SystemEntity> declared = externals(declarations);
    ReferenceRules references = new ReferenceRules(declarations, entities, declared, problems::add);
    parsedEntities.forEach(references::check);
    Shape shape =
        new ObjectRules(declarations, new ObjectTexts(objectFiles, problems::add), problems::add)
            .withObjects(shape(parsedEntities, entities.values(), enums, sequences, declared));
    new EntityReferenceRules(entities, shape, problems::add).check(parsedEntities);
    LabelRules labels = new LabelRules(shape, problems::add);
    entities.values().forEach(labels::check);
    EmbeddedTypeRules embedded = new EmbeddedTypeRules(declarations, shape, problems::add);
    declarations.embeddedTypes().forEach(embedded::check);
    NamespaceRules namespaces = new NamespaceRules(entities, problems::add);
    declarations.namespaces().forEach(namespaces::check);
    new CollisionRules(entities.values(), declarations, fileOrder(), problems::add).check(shape);
    problems.sort(Comparator.comparing(Diagnostic::span, fileOrder()));
    boolean isValid = problems.stream().noneMatch(Diagnostic::isError);
    return new CompileResult(isValid ? Optional.of(shape) : Optional.empty(), problems);
  }

  private List<EnumType> enums(Declarations declarations) {
    EnumReader reader = new EnumReader(problems::add);
    List<EnumType> enums = new ArrayList<>();
    for (EnumDeclaration declaration : declarations.enums()) {
      EnumType enumType = reader.read(declaration);
      if (declarations.isFirst(declaration.name())) {
        enums.add(enumType);
      }
    }
    return enums;
  }

  /** The valid sequences. One with a wrong option has none, so that its name is known. */
  private List<DeclaredSequence> sequences(Declarations declarations) {
    StatedNames names = new StatedNames(problems::add);
    List<DeclaredSequence> sequences = new ArrayList<>();
    for (SequenceDeclaration declaration : declarations.sequences()) {
      DeclaredSequence sequence =
          new DeclaredSequence(
              declaration.name().text(),
              names.name(declaration.annotations()),
              SequenceOptionReader.read(
                      declaration.options(),
                      DeclaredSequence.USUAL_TYPE,
                      DiagnosticCode.INVALID_SEQUENCE,
                      problems::add)
                  .orElse(SequenceOptions.NONE));
      if (declarations.isFirst(declaration.name())) {
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  /**
   * Returns the shape of all valid parts. Defaults come last, because the type of a reference
   * depends on other fields.
   */
  private Shape shape(
      List<ParsedEntity> parsedEntities,
      Collection<ParsedEntity> entities,
      List<EnumType> enums,
      List<DeclaredSequence> sequences,
      List<SystemEntity> declared) {
    List<SystemEntity> systems = new ArrayList<>(systemEntities(entities));
    systems.addAll(declared);
    Shape withoutDefaults =
        Shape.of(
            systems,
            enums,
            sequences,
            entities.stream().map(each -> each.entity(ParsedField::field)).toList());
    DefaultReader defaults = new DefaultReader(withoutDefaults, problems::add);
    GeneratedFieldRules generated = new GeneratedFieldRules(problems::add);
    Map<ParsedEntity, Entity> complete = new IdentityHashMap<>();
    for (ParsedEntity parsed : parsedEntities) {
      Entity columns = parsed.entity(ParsedField::field);
      Entity entity =
          parsed.entity(field -> withDefault(columns, field, withoutDefaults, defaults));
      generated.check(parsed, entity);
      complete.put(parsed, withReferenceIndexes(entity, parsed));
    }
    return Shape.of(systems, enums, sequences, entities.stream().map(complete::get).toList());
  }

  /** The indexes that references bring have the names that their annotations state. */
  private Entity withReferenceIndexes(Entity entity, ParsedEntity parsed) {
    ReferenceOptionRules rules = new ReferenceOptionRules(problems::add);
    Map<String, String> names = new HashMap<>();
    for (ParsedField field : parsed.parsedFields()) {
      Optional<Field> reference =
          entity.field(field.name()).filter(each -> each.reference().isPresent());
      if (reference.isPresent() && field.declaration().isPresent()) {
        rules.checkIndexName(entity, reference.get(), field.declaration().get());
        SchemaAnnotations.referenceIndexName(field.declaration().get())
            .ifPresent(name -> names.put(field.name(), name.text()));
      }
    }
    return entity.withReferenceIndexes(names);
  }

  private static Optional<Field> withDefault(
      Entity columns, ParsedField parsed, Shape shape, DefaultReader defaults) {
    if (parsed.declaration().isEmpty()) {
      return parsed
          .field()
          .map(id -> id.withDefault(SchemaAnnotations.IMPLICIT_KEY.defaultValue()));
    }
    // Not read: defaults of invalid references.
    Optional<DefaultValue> value =
        parsed
            .declaration()
            .flatMap(FieldDeclaration::defaultValue)
            .flatMap(
                written ->
                    parsed
                        .type()
                        .filter(type -> shape.columnType(type.type()).isPresent())
                        .flatMap(type -> defaults.read(columns, type, written)));
    return parsed.field().map(field -> field.withDefault(value));
  }

  /** The external tables and the extensions that are declared, each name once. */
  private List<SystemEntity> externals(Declarations declarations) {
    ExternalReader reader = new ExternalReader(DiagnosticCode.INVALID_REFERENCE, problems::add);
    Map<String, SystemEntity> all = new LinkedHashMap<>();
    declarations
        .externals()
        .forEach(
            each -> reader.external(each).ifPresent(read -> all.putIfAbsent(read.name(), read)));
    declarations
        .extensions()
        .forEach(
            each -> reader.extension(each).ifPresent(read -> all.putIfAbsent(read.name(), read)));
    return List.copyOf(all.values());
  }

  private List<SystemEntity> systemEntities(Collection<ParsedEntity> entities) {
    boolean refersToUser =
        entities.stream()
            .flatMap(entity -> entity.parsedFields().stream())
            .flatMap(field -> field.reference().stream())
            .anyMatch(reference -> reference.entity().equals(BuiltInUser.NAME));
    return refersToUser ? List.of(new BuiltInUser(userTable)) : List.of();
  }

  private Comparator<SourceSpan> fileOrder() {
    Map<SourceText, Integer> order = new IdentityHashMap<>();
    files.forEach(file -> order.putIfAbsent(file.span().source(), order.size()));
    return Comparator.<SourceSpan>comparingInt(span -> order.getOrDefault(span.source(), 0))
        .thenComparingInt(SourceSpan::start);
  }
}
