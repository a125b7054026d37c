package dev.kizaki.engine.compile;

import static dev.kizaki.inspire.source.DiagnosticCode.INVALID_REFERENCE;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.engine.shape.ReferentialAction;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.ast.Name;
import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DidYouMean;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks the references in the bodies of entities: the target must be the key of an entity or a
 * unique, over fields whose types PostgreSQL compares with those of the fields that refer, and the
 * actions must be possible.
 */
final class EntityReferenceRules {
  private final Map<String, ParsedEntity> entities;
  private final Shape shape;
  private final Consumer<Diagnostic> problems;

  /**
   * @param entities the entities by name
   * @param shape the valid parts of the schema
   */
  EntityReferenceRules(
      Map<String, ParsedEntity> entities, Shape shape, Consumer<Diagnostic> problems) {
    this.entities = entities;
    this.shape = shape;
    this.problems = problems;
  }

  void check(Collection<ParsedEntity> parsed) {
    for (ParsedEntity entity : parsed) {
      for (ParsedReference each : entity.references()) {
        Value.Arrow arrow = EntityReferenceReader.arrow(each.annotation()).orElseThrow();
        if (hasTarget(each, arrow)) {
          checkTypes(entity, each, arrow);
        }
        checkActions(entity, each);
        checkIndexes(entity, each);
      }
    }
  }

  private boolean hasTarget(ParsedReference each, Value.Arrow arrow) {
    EntityReference reference = each.reference();
    ParsedEntity target = entities.get(reference.target());
    Optional<SystemEntity> external = shape.systemEntity(reference.target());
    if (target == null && reference.target().equals(BuiltInUser.NAME)) {
      return refuse(
          arrow.target().span(),
          "a reference to %s is the type of a field".formatted(reference.target()),
          Optional.of("write %s: %s".formatted(reference.fields().get(0), BuiltInUser.KEY_PATH)));
    }
    if (target == null && external.isPresent()) {
      return leadsToKey(each, external.get());
    }
    if (target == null) {
      return refuse(
          arrow.target().span(),
          "unknown entity '%s'".formatted(reference.target()),
          DidYouMean.hint(
              reference.target(),
              "",
              Stream.concat(
                      entities.keySet().stream(),
                      shape.systemEntities().stream()
                          .filter(ExternalTable.class::isInstance)
                          .map(SystemEntity::name))
                  .toList()));
    }
    boolean exist = true;
    for (Name field : arrow.targetFields()) {
      if (!target.fields().containsKey(field.text())) {
        exist =
            refuse(
                field.span(),
                "%s has no field '%s'".formatted(reference.target(), field.text()),
                DidYouMean.hint(field.text(), "", target.fields().keySet()));
      }
    }
    boolean isSound = target.keyless() || target.key().isPresent();
    if (!exist || !isSound || isReferable(target, reference.targetFields())) {
      return exist && isSound;
    }
    String fields = String.join(", ", reference.targetFields());
    return refuse(
        each.span(),
        "[%s] is neither the key of %s nor a unique of it".formatted(fields, reference.target()),
        Optional.of("add @unique([%s]) to %s".formatted(fields, reference.target())));
  }

  /** References lead to all columns that an external table declares. */
  private boolean leadsToKey(ParsedReference each, SystemEntity external) {
    List<String> fields = each.reference().targetFields();
    return external.isReferable(fields)
        || refuse(
            each.span(),
            "[%s] is not what %s declares".formatted(String.join(", ", fields), external.name()),
            Optional.of(
                "refer to %s([%s])"
                    .formatted(external.name(), String.join(", ", external.keyFields()))));
  }

  private static boolean isReferable(ParsedEntity target, List<String> fields) {
    return Stream.concat(target.key().stream(), target.uniques().stream())
        .anyMatch(group -> Set.copyOf(group.group().fields()).equals(Set.copyOf(fields)));
  }

  private void checkTypes(ParsedEntity entity, ParsedReference each, Value.Arrow arrow) {
    EntityReference reference = each.reference();
    for (int i = 0; i < reference.fields().size(); i++) {
      String name = reference.fields().get(i);
      String targetName = reference.targetFields().get(i);
      Optional<FieldType> from = columnType(entity.name().text(), name);
      Optional<FieldType> to = columnType(reference.target(), targetName);
      if (from.isPresent() && to.isPresent() && !ReferenceTypes.canRefer(from.get(), to.get())) {
        refuse(
            arrow.fields().get(i).span(),
            "%s.%s is %s, but %s.%s is %s"
                .formatted(
                    entity.name().text(),
                    name,
                    from.get().text(),
                    reference.target(),
                    targetName,
                    to.get().text()),
            Optional.of(
                ReferenceTypes.canBeReferredTo(to.get())
                    ? "give both the same type"
                    : "refer to fields that hold one plain value"));
      }
    }
  }

  private Optional<FieldType> columnType(String entity, String field) {
    return shape.columnType(new FieldType.Reference(entity, field));
  }

  /** Refuses an action that would fail in every row. */
  private void checkActions(ParsedEntity entity, ParsedReference each) {
    checkAction(entity, each, each.reference().options().onDelete(), "a delete");
    checkAction(entity, each, each.reference().options().onUpdate(), "an update");
  }

  private void checkAction(
      ParsedEntity entity, ParsedReference each, ReferentialAction action, String cause) {
    boolean toNull = action == ReferentialAction.SET_NULL;
    if (!toNull && action != ReferentialAction.SET_DEFAULT) {
      return;
    }
    for (String name : each.reference().fields()) {
      Optional<Field> field =
          shape.entity(entity.name().text()).flatMap((Entity found) -> found.field(name));
      boolean fails =
          field
              .filter(found -> !found.nullable())
              .filter(found -> toNull || found.defaultValue().isEmpty())
              .isPresent();
      if (fails) {
        refuse(
            each.span(),
            (toNull
                    ? "%s.%s is required, so %s cannot set it to null"
                    : "%s.%s is required and has no default, so %s cannot set it to its default")
                .formatted(entity.name().text(), name, cause),
            Optional.of("choose another action, such as cascade or restrict"));
        return;
      }
    }
  }

  /**
   * Refuses the index that the reference would bring by itself, if it is declared to bring none.
   */
  private void checkIndexes(ParsedEntity entity, ParsedReference each) {
    if (each.reference().options().indexed()) {
      return;
    }
    Index own = new Index(each.reference().fields());
    for (ParsedGroup<Index> index : entity.indexes()) {
      if (index.group().equals(own)) {
        refuse(
            index.span(),
            "%s(%s) has noIndex: true, so it cannot have an index of its own"
                .formatted(entity.name().text(), each.reference().endsText()),
            Optional.of("delete the index or noIndex"));
      }
    }
  }

  private boolean refuse(SourceSpan span, String message, Optional<String> hint) {
    problems.accept(Diagnostic.error(INVALID_REFERENCE, span, message).withHint(hint));
    return false;
  }
}
