package dev.kizaki.engine.planner;

import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.CheckStatement;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of entities that calls functions of objects that change. Where PostgreSQL drops the
 * function, the SQL goes before and comes afterwards. Where it is replaced, or where a function
 * between them calls it, the SQL stays, and what PostgreSQL has stored of it is computed again.
 */
final class CallersOfObjects {
  private final Shape before;
  private final Shape target;
  private final Set<PlanItem> others = new HashSet<>();
  private final Set<PlanLine> added = new LinkedHashSet<>();

  /** The names that are dropped, and those that are made in their place. */
  private final Set<String> gone = new HashSet<>();

  private final Set<String> made = new HashSet<>();

  private final PlainTypes types;

  /**
   * @param before what exists before the drops of the plan, under the names after its renames
   */
  CallersOfObjects(Shape before, Shape target) {
    this.before = before;
    this.target = target;
    this.types = new PlainTypes(before);
  }

  /**
   * Adds to the lines of a plan what its changes of objects need.
   *
   * @param dropped the objects that the plan drops and adds, as they are before it
   */
  List<PlanLine> with(List<PlanLine> lines, List<Again> dropped) {
    lines.forEach(line -> others.add(line.item()));
    List<ChangeObject> changes =
        lines.stream()
            .flatMap(line -> ObjectDependencies.statements(line.item()))
            .filter(ChangeObject.class::isInstance)
            .map(ChangeObject.class::cast)
            .toList();
    dropped.forEach(each -> types.add(each.before()));
    changes.stream()
        .filter(ChangeObject::madeAnew)
        .flatMap(each -> before.object(each.name()).stream())
        .forEach(types::add);
    dropped.forEach(
        each ->
            anew(
                each.before(),
                Optional.of(each.after()),
                "it uses %s, which is dropped".formatted(each.before().name())));
    changes.forEach(this::change);
    addRetyped();
    List<PlanLine> all = new ArrayList<>();
    lines.forEach(line -> all.addAll(apart(line)));
    all.addAll(added);
    return all;
  }

  /** An object that is dropped and added. */
  record Again(SqlObject before, SqlObject after) {}

  private void change(ChangeObject change) {
    Optional<SqlObject> object = before.object(change.name());
    if (change.madeAnew()) {
      object.ifPresent(
          found ->
              anew(
                  found,
                  target.object(change.name()),
                  "it uses %s, which is made anew".formatted(change.name())));
    } else if (change.create().isPresent()) {
      object.ifPresent(found -> stored(found, ObjectDependencies.names(found)));
    }
  }

  private void anew(SqlObject object, Optional<SqlObject> after, String reason) {
    Set<String> names = ObjectDependencies.names(object);
    gone.addAll(names);
    after.ifPresent(each -> made.addAll(ObjectDependencies.names(each)));
    add(CallersAround.of(before, target, names, types, reason));
    if (after.filter(each -> each.create().equals(object.create())).isEmpty()) {
      stored(object, Set.of());
    }
  }

  /**
   * @param names those of the functions that SQL can call directly
   */
  private void stored(SqlObject object, Set<String> names) {
    Set<String> all = new HashSet<>(names);
    ObjectDependencies.users(object, before)
        .forEach(user -> all.addAll(ObjectDependencies.names(user)));
    all.removeAll(gone);
    add(
        CallersAround.stored(
            before, target, all, "it uses %s, which changes".formatted(object.name())));
  }

  private void add(List<PlanLine> lines) {
    Set<PlanItem> present = added.stream().map(PlanLine::item).collect(Collectors.toSet());
    lines.stream()
        .filter(line -> !others.contains(line.item()) && !present.contains(line.item()))
        .forEach(added::add);
  }

  /** The checks and indexes over fields that have other types meanwhile. */
  private void addRetyped() {
    Shape plain =
        Shape.of(
                before.systemEntities(),
                before.enums(),
                before.sequences(),
                before.entities().stream()
                    .map(entity -> entity.withFields(retyped(entity)))
                    .toList())
            .withObjects(before.objects());
    add(
        DifferenceStatements.between(before, plain, Answers.none()).values().stream()
            .filter(line -> staysOtherwise((PlanStatement) line.item()))
            .toList());
  }

  private List<Field> retyped(Entity entity) {
    return entity.fields().stream()
        .map(
            field ->
                types.concern(field) && target.field(entity.name(), field.name()).isPresent()
                    ? field.withType(types.plain(field).type())
                    : field)
        .toList();
  }

  private boolean staysOtherwise(PlanStatement statement) {
    Optional<Entity> entity =
        statement.affected().stream()
            .findFirst()
            .flatMap(element -> target.entity(element.root().name()));
    return statement instanceof CheckStatement check
            && entity.stream()
                .flatMap(each -> each.checks().stream())
                .anyMatch(each -> check.checks().stream().allMatch(each::isLike))
        || statement instanceof DropIndex drop && hasIndex(entity, drop.index())
        || statement instanceof AddIndex add && hasIndex(entity, add.index());
  }

  private static boolean hasIndex(Optional<Entity> entity, Index index) {
    return entity.stream()
        .flatMap(each -> each.indexes().stream())
        .anyMatch(index::hasDefinitionOf);
  }

  /** A change of SQL that calls what goes and what comes has no place: it is two statements. */
  private List<PlanLine> apart(PlanLine line) {
    if (line.item() instanceof ChangeCheck change
        && calls(Stream.of(change.before().sql()), gone)
        && calls(Stream.of(change.after().sql()), made)) {
      return List.of(
          PlanLine.of(new DropCheck(change.entity(), change.before())),
          line.withItem(new AddCheck(change.entity(), change.after())));
    }
    if (line.item() instanceof ChangeField change
        && calls(StatementSqlTexts.of(change.before()), gone)
        && calls(StatementSqlTexts.of(change.after()), made)) {
      Field plain = types.plain(change.before());
      PlanStatement first =
          new ChangeField(
              change.entity(), change.before(), plain, Optional.empty(), Optional.empty());
      PlanStatement second =
          new ChangeField(
              change.entity(), plain, change.after(), change.using(), change.backfill());
      return List.of(PlanLine.of(first), line.withItem(second));
    }
    return List.of(line);
  }

  private static boolean calls(Stream<String> texts, Set<String> names) {
    return texts.anyMatch(text -> !Collections.disjoint(ObjectScript.of(text).words(), names));
  }
}
