package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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
  /**
   * An open question: the rename that may be meant, what the plan says over it, and the renames
   * that may be meant instead.
   */
  record Question(PlanStatement rename, List<String> comments, List<PlanStatement> alternatives) {
    Question {
      comments = List.copyOf(comments);
      alternatives = List.copyOf(alternatives);
    }
  }

  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final Shape target;
  private final Answers answers;
  private final List<PlanStatement> settled = new ArrayList<>();
  private final List<Question> questions = new ArrayList<>();
  private Shape shape;

  Renames(Shape base, Shape target, Answers answers) {
    this.shape = base;
    this.target = target;
    this.answers = answers;
    enums();
    entities();
    fields();
    values();
    new RenameMisfits(shape, target, answers).explain();
  }

  /** The renames that are settled, in order. */
  List<PlanStatement> settled() {
    return settled;
  }

  /** The renames that are not. */
  List<Question> questions() {
    return questions;
  }

  /** The renames that may be meant instead of an open one. */
  Map<PlanStatement, List<PlanStatement>> alternatives() {
    return questions.stream().collect(Collectors.toMap(Question::rename, Question::alternatives));
  }

  /** The base under the settled renames. */
  Shape shape() {
    return shape;
  }

  /** A shape under other names. */
  static Shape renamed(Shape shape, List<PlanStatement> renames) {
    return renames.isEmpty() ? shape : Replay.run(shape, renames);
  }

  private void enums() {
    carryOut(
        steps(
            answers(Kind.ENUM).getOrDefault("", List.of()),
            names(shape.enums(), EnumType::name),
            names(target.enums(), EnumType::name),
            names::enumType,
            RenameEnum::new));
    List<Match<EnumType>> matches =
        EnumMatcher.match(
            shape,
            target,
            without(shape.enums(), each -> target.enumType(each.name()).isPresent()),
            without(target.enums(), each -> shape.enumType(each.name()).isPresent()),
            (old, fresh) -> isPossible(Kind.ENUM, "", old.name(), fresh.name()));
    ask(
        Kind.ENUM,
        "",
        matches,
        EnumType::name,
        pair -> Effects.ofEnum(pair.gone().name(), pair.added().name()),
        RenameEnum::new);
  }

  private void entities() {
    carryOut(
        steps(
            answers(Kind.ENTITY).getOrDefault("", List.of()),
            names(shape.entities(), Entity::name),
            names(target.entities(), Entity::name),
            names::table,
            RenameEntity::new));
    Shape likely = likely();
    List<Match<Entity>> matches =
        EntityMatcher.match(
            likely,
            target,
            without(likely.entities(), each -> target.entity(each.name()).isPresent()),
            without(target.entities(), each -> shape.entity(each.name()).isPresent()),
            (old, fresh) -> isPossible(Kind.ENTITY, "", old.name(), fresh.name()));
    ask(
        Kind.ENTITY,
        "",
        matches,
        Entity::name,
        pair -> Effects.ofEntity(pair.gone().name(), pair.added().name()),
        RenameEntity::new);
  }

  private void fields() {
    Map<String, List<Answer.Rename>> said = answers(Kind.FIELD);
    List<PlanStatement> renames = new ArrayList<>();
    for (Entity entity : there(target.entities(), shape::entity, Entity::name)) {
      String owner = entity.name();
      renames.addAll(
          steps(
              said.getOrDefault(owner, List.of()),
              names(shape.entity(owner).orElseThrow().fields(), Field::name),
              names(entity.fields(), Field::name),
              names::column,
              (from, to) -> new RenameField(owner, from, to)));
    }
    carryOut(renames);
    Shape likely = likely();
    for (Entity entity : changedEntities()) {
      String owner = entity.name();
      ask(
          Kind.FIELD,
          owner,
          FieldMatcher.match(
              likely,
              target,
              owner,
              (old, fresh) -> isPossible(Kind.FIELD, owner, old.name(), fresh.name())),
          Field::name,
          pair -> Effects.ofField(pair.gone(), pair.added()),
          (from, to) -> new RenameField(owner, from, to));
    }
  }

  private void values() {
    Map<String, List<Answer.Rename>> said = answers(Kind.VALUE);
    List<PlanStatement> renames = new ArrayList<>();
    for (EnumType after : there(target.enums(), shape::enumType, EnumType::name)) {
      String owner = after.name();
      renames.addAll(
          steps(
              said.getOrDefault(owner, List.of()),
              shape.enumType(owner).orElseThrow().values(),
              after.values(),
              UnaryOperator.identity(),
              (from, to) -> new RenameEnumValue(owner, from, to)));
    }
    carryOut(renames);
    for (EnumType after : changedEnums()) {
      String owner = after.name();
      ask(
          Kind.VALUE,
          owner,
          ValueMatcher.match(
              shape.enumType(owner).orElseThrow(),
              after,
              (old, fresh) -> isPossible(Kind.VALUE, owner, old, fresh)),
          Function.identity(),
          pair -> Effects.ofValue(pair.gone(), pair.added()),
          (from, to) -> new RenameEnumValue(owner, from, to));
    }
  }

  private List<PlanStatement> steps(
      List<Answer.Rename> said,
      Collection<String> before,
      Collection<String> after,
      UnaryOperator<String> databaseName,
      BiFunction<String, String, PlanStatement> rename) {
    return RenameSteps.find(before, after, databaseName, said, answers::use).stream()
        .map(step -> rename.apply(step.from(), step.to()))
        .toList();
  }

  private Map<String, List<Answer.Rename>> answers(Kind kind) {
    return answers.renames(kind).stream()
        .collect(Collectors.groupingBy(answer -> answer.from().owner()));
  }

  private void carryOut(List<PlanStatement> renames) {
    settled.addAll(renames);
    shape = renamed(shape, renames);
  }

  /**
   * The base under all renames so far, the open ones too: fields of an enum that may have been
   * renamed are alike.
   */
  private Shape likely() {
    return renamed(shape, questions.stream().map(Question::rename).toList());
  }

  private <T> void ask(
      Kind kind,
      String owner,
      List<Match<T>> matches,
      Function<T, String> name,
      Function<RenameMatcher.Pair<T>, String> effect,
      BiFunction<String, String, PlanStatement> rename) {
    Function<T, String> path = each -> new Subject(kind, owner, name.apply(each)).path();
    for (Match<T> match : matches) {
      RenameMatcher.Pair<T> pair = match.pair();
      String from = path.apply(pair.gone());
      String to = path.apply(pair.added());
      List<String> comments = new ArrayList<>();
      comments.add(Comments.renamed(kind, from, to, pair.evidence()));
      comments.add(effect.apply(pair));
      Comments.otherCandidates(
              from,
              match.others().stream().map(path).toList(),
              to,
              match.rivals().stream().map(path).toList())
          .ifPresent(comments::add);
      String gone = name.apply(pair.gone());
      questions.add(
          new Question(
              rename.apply(gone, name.apply(pair.added())),
              comments,
              match.others().stream()
                  .map(other -> rename.apply(gone, name.apply(other)))
                  .toList()));
    }
  }

  private boolean isPossible(Kind kind, String owner, String from, String to) {
    return !answers.isDropped(new Subject(kind, owner, from), to);
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
