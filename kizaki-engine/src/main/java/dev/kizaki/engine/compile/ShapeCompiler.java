package dev.kizaki.engine.compile;

import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.EntityDeclaration;
import dev.kizaki.inspire.ast.EnumDeclaration;
import dev.kizaki.inspire.ast.FieldDeclaration;
import dev.kizaki.inspire.ast.InspireFile;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the files of a schema into its {@link Shape} and finds every error in them that is not one
 * of syntax.
 *
 * <p>The order of the work follows from what needs what: names before types; entities one by one;
 * references once all keys and uniques are known; defaults once references have types; database
 * names once the shape stands. Nothing stops at an error. What is wrong is left out, and whatever
 * would only repeat an error stays unsaid.
 *
 * <p>The files should be free of syntax errors. A tree that lacks what could not be read compiles
 * too, but what is missing in it is then reported as unknown where it is used.
 */
public final class ShapeCompiler {
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<InspireFile> files;
  private final Optional<SystemEntity.ExistingColumn> userTable;

  private ShapeCompiler(List<InspireFile> files, Optional<SystemEntity.ExistingColumn> userTable) {
    this.files = files;
    this.userTable = userTable;
  }

  /**
   * Compiles a schema.
   *
   * @param files all its files, in the order in which messages are wanted
   * @param userTable the column that references to {@code __User} point at, if not one of its own
   */
  public static CompileResult compile(
      List<InspireFile> files, Optional<SystemEntity.ExistingColumn> userTable) {
    return new ShapeCompiler(List.copyOf(files), userTable).compile();
  }

  private CompileResult compile() {
    Declarations declarations = Declarations.of(files, problems::add);
    List<EnumType> enums = enums(declarations);
    EntityReader reader = new EntityReader(declarations, problems::add);
    List<ParsedEntity> drafts = new ArrayList<>();
    Map<String, ParsedEntity> entities = new LinkedHashMap<>();
    for (EntityDeclaration declaration : declarations.entities()) {
      ParsedEntity draft = reader.read(declaration);
      drafts.add(draft);
      if (declarations.isFirst(declaration.name())
          && !Declarations.isSystems(declaration.name().text())) {
        entities.put(declaration.name().text(), draft);
      }
    }
    ReferenceRules references = new ReferenceRules(declarations, entities, problems::add);
    drafts.forEach(references::check);
    Shape shape = shape(drafts, entities.values(), enums);
    EmbeddedTypeRules embedded = new EmbeddedTypeRules(declarations, shape, problems::add);
    declarations.embeddedTypes().forEach(embedded::check);
    NamespaceRules namespaces = new NamespaceRules(entities, problems::add);
    declarations.namespaces().forEach(namespaces::check);
    new CollisionRules(entities.values(), declarations.enums(), fileOrder(), problems::add)
        .check(shape);
    problems.sort(Comparator.comparing(Diagnostic::span, fileOrder()));
    boolean sound = problems.stream().noneMatch(Diagnostic::isError);
    return new CompileResult(sound ? Optional.of(shape) : Optional.empty(), problems);
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

  /** The shape of all that is right. Defaults come last, because references lend them types. */
  private Shape shape(
      List<ParsedEntity> drafts, Collection<ParsedEntity> entities, List<EnumType> enums) {
    List<SystemEntity> systems = systemEntities(entities);
    Shape untouched =
        Shape.of(
            systems,
            enums,
            entities.stream().map(each -> each.entity(ParsedField::field)).toList());
    DefaultReader defaults = new DefaultReader(untouched, problems::add);
    Map<ParsedEntity, Entity> whole = new IdentityHashMap<>();
    for (ParsedEntity draft : drafts) {
      Entity entity = draft.entity(field -> withDefault(field, untouched, defaults));
      whole.put(draft, entity.withReferenceIndexes());
    }
    return Shape.of(systems, enums, entities.stream().map(whole::get).toList());
  }

  private static Optional<Field> withDefault(
      ParsedField draft, Shape shape, DefaultReader defaults) {
    if (draft.declaration().isEmpty()) {
      return draft.field().map(id -> id.withDefault(SchemaAnnotations.IMPLICIT_KEY.defaultValue()));
    }
    // Left out: SQL, which the parser refuses in a schema, and references that lead nowhere.
    Optional<DefaultValue> value =
        draft
            .declaration()
            .flatMap(FieldDeclaration::defaultValue)
            .filter(written -> !(written instanceof Value.Sql))
            .flatMap(
                written ->
                    draft
                        .type()
                        .filter(type -> shape.columnType(type.type()).isPresent())
                        .flatMap(type -> defaults.read(type, written)));
    return draft.field().map(field -> field.withDefault(value));
  }

  private List<SystemEntity> systemEntities(Collection<ParsedEntity> entities) {
    boolean refersToUser =
        entities.stream()
            .flatMap(entity -> entity.fieldDrafts().stream())
            .flatMap(field -> field.reference().stream())
            .anyMatch(reference -> reference.entity().equals(SystemEntity.USER));
    return refersToUser ? List.of(new SystemEntity(SystemEntity.USER, userTable)) : List.of();
  }

  private Comparator<SourceSpan> fileOrder() {
    Map<SourceText, Integer> order = new IdentityHashMap<>();
    files.forEach(file -> order.putIfAbsent(file.span().source(), order.size()));
    return Comparator.<SourceSpan>comparingInt(span -> order.getOrDefault(span.source(), 0))
        .thenComparingInt(SourceSpan::start);
  }
}
