package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Settles what was renamed, from the outside in: enums and entities, then the fields of entities
 * and the values of enums under their new names.
 *
 * <p>A pair of one that is gone and one that is new is a rename when somebody said so, or when both
 * have one database name; else it is an open question, never a guess. The fields of an entity, and
 * the values of an enum, that is itself in question wait until that is answered.
 */
final class Renames {
  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final Shape target;
  private final Answers answers;
  private final List<RenameStatement> settled = new ArrayList<>();
  private final List<OpenRename> questions = new ArrayList<>();
  private Shape shape;

  Renames(Shape base, Shape target, Answers answers) {
    this.shape = base;
    this.target = target;
    this.answers = answers;
    enums();
    entities();
    fields();
    values();
    new RejectedRenames(shape, target, answers).explain();
  }

  /** The renames that are settled, in order. */
  List<RenameStatement> settled() {
    return settled;
  }

  /** The renames that are not. */
  List<OpenRename> questions() {
    return questions;
  }

  /** The base under the settled renames. */
  Shape shape() {
    return shape;
  }

  /** A shape under other names. */
  static Shape renamed(Shape shape, List<? extends PlanStatement> renames) {
    return renames.isEmpty() ? shape : Replay.run(shape, List.copyOf(renames));
  }

  private void enums() {
    carryOut(
        steps(
            answers(ElementKind.ENUM).getOrDefault("", List.of()),
            names(shape.enums(), EnumType::name),
            names(target.enums(), EnumType::name),
            names::enumType,
            SchemaElement::enumType));
    List<Match<EnumType>> matches =
        EnumMatcher.match(
            shape,
            target,
            without(shape.enums(), each -> target.enumType(each.name()).isPresent()),
            without(target.enums(), each -> shape.enumType(each.name()).isPresent()),
            (old, fresh) -> isPossible(SchemaElement.enumType(old.name()), fresh.name()));
    ask(
        matches,
        each -> SchemaElement.enumType(each.name()),
        pair -> ChoiceConsequences.ofEnum(pair.gone().name(), pair.added().name()));
  }

  private void entities() {
    carryOut(
        steps(
            answers(ElementKind.ENTITY).getOrDefault("", List.of()),
            names(shape.entities(), Entity::name),
            names(target.entities(), Entity::name),
            names::table,
            SchemaElement::entity));
    Shape likely = likely();
    List<Match<Entity>> matches =
        EntityMatcher.match(
            likely,
            target,
            without(likely.entities(), each -> target.entity(each.name()).isPresent()),
            without(target.entities(), each -> shape.entity(each.name()).isPresent()),
            (old, fresh) -> isPossible(SchemaElement.entity(old.name()), fresh.name()));
    ask(
        matches,
        each -> SchemaElement.entity(each.name()),
        pair -> ChoiceConsequences.ofEntity(pair.gone().name(), pair.added().name()));
  }

  private void fields() {
    Map<String, List<Answer.Rename>> said = answers(ElementKind.FIELD);
    List<RenameStatement> renames = new ArrayList<>();
    for (Entity entity : there(target.entities(), shape::entity, Entity::name)) {
      String owner = entity.name();
      renames.addAll(
          steps(
              said.getOrDefault(owner, List.of()),
              names(shape.entity(owner).orElseThrow().fields(), Field::name),
              names(entity.fields(), Field::name),
              names::column,
              name -> SchemaElement.field(owner, name)));
    }
    carryOut(renames);
    Shape likely = likely();
    for (Entity entity : changedEntities()) {
      String owner = entity.name();
      ask(
          FieldMatcher.match(
              likely,
              target,
              owner,
              (old, fresh) -> isPossible(SchemaElement.field(owner, old.name()), fresh.name())),
          each -> SchemaElement.field(owner, each.name()),
          pair -> ChoiceConsequences.ofField(pair.gone(), pair.added()));
    }
  }

  private void values() {
    Map<String, List<Answer.Rename>> said = answers(ElementKind.VALUE);
    List<RenameStatement> renames = new ArrayList<>();
    for (EnumType after : there(target.enums(), shape::enumType, EnumType::name)) {
      String owner = after.name();
      renames.addAll(
          steps(
              said.getOrDefault(owner, List.of()),
              shape.enumType(owner).orElseThrow().values(),
              after.values(),
              UnaryOperator.identity(),
              name -> SchemaElement.value(owner, name)));
    }
    carryOut(renames);
    for (EnumType after : changedEnums()) {
      String owner = after.name();
      ask(
          ValueMatcher.match(
              shape.enumType(owner).orElseThrow(),
              after,
              (old, fresh) -> isPossible(SchemaElement.value(owner, old), fresh)),
          value -> SchemaElement.value(owner, value),
          pair -> ChoiceConsequences.ofValue(pair.gone(), pair.added()));
    }
  }

  private List<RenameStatement> steps(
      List<Answer.Rename> said,
      Collection<String> before,
      Collection<String> after,
      UnaryOperator<String> databaseName,
      Function<String, NamedElement> element) {
    return RenameSteps.find(before, after, databaseName, said, answers).stream()
        .map(step -> RenameStatement.of(element.apply(step.from()), step.to()))
        .toList();
  }

  private Map<String, List<Answer.Rename>> answers(ElementKind kind) {
    return answers.renames(kind).stream()
        .collect(Collectors.groupingBy(answer -> answer.from().owner()));
  }

  private void carryOut(List<RenameStatement> renames) {
    settled.addAll(renames);
    shape = renamed(shape, renames);
  }

  /**
   * The base under all renames so far, the open ones too: fields of an enum that may have been
   * renamed are alike.
   */
  private Shape likely() {
    return renamed(shape, questions.stream().map(OpenRename::rename).toList());
  }

  private <T> void ask(
      List<Match<T>> matches,
      Function<T, NamedElement> element,
      Function<RenameMatcher.Pair<T>, ChoiceConsequences> consequences) {
    for (Match<T> match : matches) {
      RenameMatcher.Pair<T> pair = match.pair();
      NamedElement gone = element.apply(pair.gone());
      questions.add(
          new OpenRename(
              RenameStatement.of(gone, element.apply(pair.added()).name()),
              pair.evidence(),
              consequences.apply(pair),
              match.others().stream()
                  .map(other -> RenameStatement.of(gone, element.apply(other).name()))
                  .toList(),
              match.rivals().stream().map(element).toList()));
    }
  }

  private boolean isPossible(NamedElement from, String to) {
    Optional<Answer.Drop> drop = answers.drop(from, to);
    drop.ifPresent(answers::use);
    return drop.isEmpty() && !answers.areRowsGiven(from);
  }

  /** Those of the target that were there before, changed or not: names may have been exchanged. */
  private static <T> List<T> there(
      Collection<T> all, Function<String, Optional<T>> before, Function<T, String> name) {
    return all.stream().filter(each -> before.apply(name.apply(each)).isPresent()).toList();
  }

  /** The entities of the target that were there before and are not the same. */
  private List<Entity> changedEntities() {
    return target.entities().stream()
        .filter(
            entity -> shape.entity(entity.name()).filter(old -> !old.equals(entity)).isPresent())
        .toList();
  }

  private List<EnumType> changedEnums() {
    return target.enums().stream()
        .filter(each -> shape.enumType(each.name()).filter(old -> !old.equals(each)).isPresent())
        .toList();
  }

  private static <T> List<T> without(Collection<T> all, Predicate<T> there) {
    return all.stream().filter(there.negate()).toList();
  }

  private static <T> List<String> names(Collection<T> all, Function<T, String> name) {
    return all.stream().map(name).toList();
  }
}
