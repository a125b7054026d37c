package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.List;
import java.util.Optional;

/** Rebases renames of keys, uniques, indexes, foreign keys and sequences in the database. */
final class DependentNameRebaser {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final RebaseContext context;

  DependentNameRebaser(RebaseContext context) {
    this.context = context;
  }

  /**
   * What both branches call it.
   *
   * @param named the recorded name; empty if it is the derived one
   * @param actual the name in the database
   */
  private record Found(Optional<String> named, String actual) {}

  /** A rename of what the upstream branch has dropped is left out. */
  Void rename(RenameDependent rename) {
    NameTranslator translator = context.translator();
    Optional<ElementId> entity = context.before().entity(rename.entity());
    boolean there = entity.filter(context.merged()::has).isPresent();
    SchemaElement element = translated(translator, rename.element());
    Optional<Found> now =
        there && translator.missing().isEmpty()
            ? context
                .merged()
                .shape()
                .entity(element.owner())
                .flatMap(each -> find(each, element, rename.from()))
            : Optional.empty();
    if (now.isEmpty() || now.get().actual().equals(rename.to())) {
      context.plan().leaveOut();
      return null;
    }
    PlanStatement statement = new RenameDependent(element, now.get().actual(), rename.to());
    Optional<Found> before =
        context
            .before()
            .shape()
            .entity(rename.entity())
            .flatMap(each -> find(each, rename.element(), rename.from()));
    if (before.map(Found::named).equals(now.map(Found::named))) {
      context.plan().write(statement);
    } else {
      ask(context, element, now.get().actual(), rename.to(), statement);
    }
    return null;
  }

  /**
   * Asks if both branches have added a group of one definition under two names, of which this
   * branch states one. Returns whether it has asked.
   */
  static boolean askAboutName(RebaseContext context, String owner, FieldGroup group) {
    Optional<Entity> entity = context.merged().shape().entity(owner);
    Optional<String> other =
        entity.flatMap(
            each ->
                each.groups()
                    .filter(found -> found.hasDefinitionOf(group))
                    .map(found -> NAMES.group(each, found))
                    .findFirst());
    if (other.isEmpty() || group.named().isEmpty()) {
      return false;
    }
    SchemaElement element = group.withNamed(Optional.empty()).element(owner);
    ask(
        context,
        element,
        other.get(),
        group.named().get(),
        new RenameDependent(element, other.get(), group.named().get()));
    return true;
  }

  private static void ask(
      RebaseContext context, SchemaElement element, String now, String to, PlanStatement rename) {
    String migration =
        context
            .upstream()
            .lastMigrationChanging(
                state ->
                    state
                        .shape()
                        .entity(element.owner())
                        .flatMap(entity -> find(entity, element, now))
                        .map(Found::actual));
    context
        .plan()
        .ask(
            "%s called %s \"%s\" in the database, this migration \"%s\". Which name stays?"
                .formatted(migration, element.text(), now, to),
            List.of(rename),
            List.of());
  }

  private static SchemaElement translated(NameTranslator translator, SchemaElement element) {
    String owner = element.owner();
    String entity = translator.entity(owner);
    if (element instanceof SchemaElement.UniqueElement unique) {
      return unique.unique().renamed(translator.fields(owner)).element(entity);
    }
    if (element instanceof SchemaElement.IndexElement index) {
      return index.index().renamed(translator.fields(owner)).element(entity);
    }
    if (element instanceof SchemaElement.CheckElement check) {
      return new SchemaElement.CheckElement(entity, check.expression());
    }
    if (element instanceof SchemaElement.ReferenceElement reference) {
      return translator.reference(owner, reference.reference()).element(entity);
    }
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      return SchemaElement.foreignKey(entity, translator.field(owner, reference.field()));
    }
    if (element instanceof SchemaElement.OwnedSequenceElement sequence) {
      return SchemaElement.ownedSequence(entity, translator.field(owner, sequence.field()));
    }
    return SchemaElement.key(entity);
  }

  /** Of several groups of one definition, the one with the name, or else the first one. */
  private static Optional<Found> find(Entity entity, SchemaElement element, String name) {
    if (element instanceof SchemaElement.UniqueElement unique) {
      return find(entity, unique.unique(), name);
    }
    if (element instanceof SchemaElement.IndexElement index) {
      return find(entity, index.index(), name);
    }
    if (element instanceof SchemaElement.CheckElement stated) {
      return entity
          .check(EntityExpressions.of(entity, stated.expression().text()))
          .map(check -> new Found(check.named(), NAMES.check(entity, check)));
    }
    if (element instanceof SchemaElement.ReferenceElement declared) {
      return entity.references().stream()
          .filter(declared.reference()::hasEndsOf)
          .findFirst()
          .map(
              reference ->
                  new Found(
                      reference.options().named(),
                      NAMES.foreignKey(ForeignKey.of(entity, reference))));
    }
    if (element instanceof SchemaElement.ForeignKeyElement reference) {
      return entity
          .field(reference.field())
          .filter(field -> field.reference().isPresent())
          .map(
              field ->
                  new Found(
                      RecordedNames.foreignKey(field), NAMES.foreignKey(entity, field.name())));
    }
    if (element instanceof SchemaElement.OwnedSequenceElement sequence) {
      return entity
          .field(sequence.field())
          .filter(Field::ownsSequence)
          .map(
              field ->
                  new Found(RecordedNames.sequence(field), NAMES.sequence(entity, field.name())));
    }
    return entity.key().map(key -> new Found(key.named(), NAMES.key(entity)));
  }

  private static Optional<Found> find(Entity entity, FieldGroup group, String name) {
    List<FieldGroup> same = entity.groups().filter(each -> each.hasDefinitionOf(group)).toList();
    return same.stream()
        .filter(each -> NAMES.group(entity, each).equals(name))
        .findFirst()
        .or(() -> same.stream().findFirst())
        .map(each -> new Found(each.named(), NAMES.group(entity, each)));
  }
}
