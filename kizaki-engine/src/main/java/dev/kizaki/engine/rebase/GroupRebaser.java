package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rebases the statements over keys, uniques and indexes. */
final class GroupRebaser {
  private final RebaseContext context;

  GroupRebaser(RebaseContext context) {
    this.context = context;
  }

  Void add(AddUnique add) {
    NameTranslator translator = context.translator();
    Unique unique = add.unique().renamed(translator.fields(add.entity()));
    String entity = translator.entity(add.entity());
    return add(translator, entity, unique, new AddUnique(entity, unique));
  }

  Void add(AddIndex add) {
    NameTranslator translator = context.translator();
    Entity owner = context.after().shape().entity(add.entity()).orElseThrow();
    Index index = translator.index(owner, add.index());
    if (!translator.missing().isEmpty() && isOfReference(add)) {
      context.plan().leaveOut();
      return null;
    }
    String entity = translator.entity(add.entity());
    AddIndex statement = new AddIndex(entity, index);
    Optional<String> question =
        index.expressions().stream()
            .flatMap(each -> context.questionAboutSql(each.text()).stream())
            .findFirst();
    if (question.isEmpty() || !translator.missing().isEmpty()) {
      return add(translator, entity, index, statement);
    }
    context.plan().ask(question.get(), List.of(statement), List.of());
    return null;
  }

  /** Such an index is added and dropped with its reference, so it needs no question of its own. */
  private boolean isOfReference(AddIndex add) {
    return add.index().isFieldAlone()
        && context
            .after()
            .shape()
            .field(add.entity(), add.index().fields().get(0))
            .filter(field -> field.reference().isPresent())
            .isPresent();
  }

  /** If both branches change the key, the old key is dropped in the same choice. */
  Void add(AddKey add) {
    ElementId entity = context.after().entity(add.entity()).orElseThrow();
    NameTranslator translator = context.translator();
    Key key = add.key().renamed(translator.fields(add.entity()));
    AddKey statement = new AddKey(translator.entity(add.entity()), key);
    String question = context.keyQuestions().remove(entity);
    if (question == null && hasOtherKey(entity, key)) {
      question = whichKeyStays(entity);
    }
    if (question == null || !context.merged().has(entity)) {
      return add(translator, statement.entity(), key, statement);
    }
    List<PlanStatement> either =
        new ArrayList<>(Restoration.of(translator.missing(), context.after(), context.merged()));
    if (context.merged().entityOf(entity).key().isPresent()) {
      either.add(new DropKey(context.merged().name(entity)));
    }
    either.add(statement);
    context.plan().ask(question, either, List.of());
    return null;
  }

  /** Whether the other branch gave a key to an entity that had none. */
  private boolean hasOtherKey(ElementId entity, Key key) {
    BranchState merged = context.merged();
    return merged.has(entity)
        && merged.entityOf(entity).key().filter(other -> !other.hasDefinitionOf(key)).isPresent();
  }

  private String whichKeyStays(ElementId entity) {
    UpstreamChanges upstream = context.upstream();
    return "%s changed the key of %s, and so does this migration. Which key stays?"
        .formatted(upstream.lastMigrationChangingKey(entity), upstream.after().path(entity));
  }

  private Void add(
      NameTranslator translator, String entity, FieldGroup group, PlanStatement statement) {
    if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "puts a key, unique or index over it", translator.missing(), List.of(statement));
    } else if (isThere(context.merged().shape().entity(entity), group)) {
      context.plan().leaveOut();
    } else if (!DependentNameRebaser.askAboutName(context, entity, group)) {
      context.plan().write(statement);
    }
    return null;
  }

  private static boolean isThere(Optional<Entity> entity, FieldGroup group) {
    return entity
        .filter(
            each ->
                RecordedNames.find(each, each.groups().toList(), group, DatabaseNames.CURRENT)
                    .isPresent())
        .isPresent();
  }

  Void drop(DropUnique drop) {
    NameTranslator translator = context.translator();
    Unique unique = drop.unique().renamed(translator.fields(drop.entity()));
    return drop(
        translator,
        context.before().entity(drop.entity()).orElseThrow(),
        unique,
        new DropUnique(translator.entity(drop.entity()), unique));
  }

  Void drop(DropIndex drop) {
    NameTranslator translator = context.translator();
    Entity owner = context.before().shape().entity(drop.entity()).orElseThrow();
    Index index = translator.index(owner, drop.index());
    return drop(
        translator,
        context.before().entity(drop.entity()).orElseThrow(),
        index,
        new DropIndex(translator.entity(drop.entity()), index));
  }

  private Void drop(
      NameTranslator translator, ElementId entity, FieldGroup group, PlanStatement statement) {
    BranchState merged = context.merged();
    boolean there =
        translator.missing().isEmpty() && isThere(Optional.of(merged.entityOf(entity)), group);
    if (!there) {
      context.plan().leaveOut();
      return null;
    }
    Optional<String> question =
        group instanceof Unique ? referrerQuestion(entity, group) : Optional.empty();
    if (question.isPresent()) {
      context.plan().ask(question.get(), List.of(statement), List.of());
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  Void drop(DropKey drop) {
    ElementId entity = context.before().entity(drop.entity()).orElseThrow();
    BranchState merged = context.merged();
    UpstreamChanges upstream = context.upstream();
    if (!merged.has(entity)) {
      context.plan().leaveOut();
      return null;
    }
    if (upstream.changedKey(entity) && !context.plan().asked().contains(entity)) {
      boolean agreed =
          context.end().has(entity)
              && context.end().key(entity).equals(upstream.after().key(entity));
      if (agreed) {
        context.plan().leaveOut();
      } else {
        askLater(entity, whichKeyStays(entity));
      }
      return null;
    }
    Optional<String> question =
        context.before().entityOf(entity).key().flatMap(key -> referrerQuestion(entity, key));
    if (question.isPresent()) {
      askLater(entity, question.get());
    } else {
      context.plan().write(new DropKey(merged.name(entity)));
    }
    return null;
  }

  /** Asks when our branch adds its new key, or at once if it adds none. */
  private void askLater(ElementId entity, String question) {
    boolean keyFollows = context.end().has(entity) && context.end().key(entity).isPresent();
    if (keyFollows) {
      context.keyQuestions().put(entity, question);
    } else if (context.merged().entityOf(entity).key().isPresent()) {
      context.plan().ask(question, List.of(new DropKey(context.merged().name(entity))), List.of());
    } else {
      context.plan().leaveOut();
    }
  }

  /** The question if the upstream branch refers to the only field of the group. */
  private Optional<String> referrerQuestion(ElementId entity, FieldGroup group) {
    BranchState merged = context.merged();
    if (group.fields().size() != 1) {
      return Optional.empty();
    }
    return context
        .before()
        .at(ScopedName.field(entity, group.fields().get(0)))
        .or(() -> merged.at(ScopedName.field(entity, group.fields().get(0))))
        .filter(field -> !context.end().has(field) || !context.end().isReferable(field))
        .flatMap(
            field ->
                context.upstream().newReferrers(field).stream()
                    .filter(merged::has)
                    .findFirst()
                    .map(referrer -> referrerQuestion(field, referrer)));
  }

  private String referrerQuestion(ElementId field, ElementId referrer) {
    return "%s refers to %s from %s, this migration takes key or unique from it. Does it go?"
        .formatted(
            context.upstream().lastMigrationAddingOrDropping(referrer),
            context.merged().path(field),
            context.merged().path(referrer));
  }
}
