package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settles what was renamed, from the outside in: enums and entities, then the fields of entities
 * and the values of enums under their new names.
 *
 * <p>A pair of one that is gone and one that is new is a rename when somebody said so, or when both
 * have one database name; else it is an open question, never a guess.
 */
final class Renames {
  /**
   * An open question: the rename that may be meant, what the plan says over it, and the renames
   * that may be meant instead.
   */
  record Question(PlanStatement rename, List<String> comments, List<PlanStatement> alternatives) {}

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

  private void enums() {
    settle(
        Kind.ENUM,
        "",
        () -> gone(Difference.EnumDropped.class, Difference.EnumDropped::enumType),
        () -> gone(Difference.EnumAdded.class, Difference.EnumAdded::enumType),
        EnumType::name,
        names::enumType,
        RenameEnum::new);
    ask(
        Kind.ENUM,
        "",
        RenameMatcher.enums(
            gone(Difference.EnumDropped.class, Difference.EnumDropped::enumType),
            gone(Difference.EnumAdded.class, Difference.EnumAdded::enumType),
            (old, fresh) -> isPossible(Kind.ENUM, "", old.name(), fresh.name())),
        EnumType::name,
        RenameEnum::new);
  }

  private void entities() {
    settle(
        Kind.ENTITY,
        "",
        () -> gone(Difference.EntityDropped.class, Difference.EntityDropped::entity),
        () -> gone(Difference.EntityAdded.class, Difference.EntityAdded::entity),
        Entity::name,
        names::table,
        RenameEntity::new);
    ask(
        Kind.ENTITY,
        "",
        RenameMatcher.entities(
            likely().entities().stream()
                .filter(old -> target.entity(old.name()).isEmpty())
                .toList(),
            gone(Difference.EntityAdded.class, Difference.EntityAdded::entity),
            (old, fresh) -> isPossible(Kind.ENTITY, "", old.name(), fresh.name())),
        Entity::name,
        RenameEntity::new);
  }

  private void fields() {
    Shape likely = likely();
    for (String entity : changedEntities()) {
      BiFunction<String, String, PlanStatement> rename =
          (from, to) -> new RenameField(entity, from, to);
      settle(
          Kind.FIELD,
          entity,
          () -> fieldsOnlyIn(shape, target, entity),
          () -> fieldsOnlyIn(target, shape, entity),
          Field::name,
          names::column,
          rename);
      ask(
          Kind.FIELD,
          entity,
          RenameMatcher.fields(
              likely,
              target,
              fieldsOnlyIn(likely, target, entity).stream()
                  .filter(old -> shape.field(entity, old.name()).isPresent())
                  .toList(),
              fieldsOnlyIn(target, shape, entity),
              (old, fresh) -> isPossible(Kind.FIELD, entity, old.name(), fresh.name())),
          Field::name,
          rename);
    }
  }

  private void values() {
    for (Difference.EnumValuesChanged changed : only(Difference.EnumValuesChanged.class).toList()) {
      String name = changed.after().name();
      BiFunction<String, String, PlanStatement> rename =
          (from, to) -> new RenameEnumValue(name, from, to);
      settle(
          Kind.VALUE,
          name,
          () -> valuesOnlyIn(shape, target, name),
          () -> valuesOnlyIn(target, shape, name),
          Function.identity(),
          value -> value,
          rename);
      ask(
          Kind.VALUE,
          name,
          RenameMatcher.values(
              valuesOnlyIn(shape, target, name),
              valuesOnlyIn(target, shape, name),
              (old, fresh) -> isPossible(Kind.VALUE, name, old, fresh)),
          Function.identity(),
          rename);
    }
  }

  /** Carries out the renames that were answered, then those that change no database name. */
  private <T> void settle(
      Kind kind,
      String owner,
      Supplier<List<T>> gone,
      Supplier<List<T>> added,
      Function<T, String> name,
      Function<String, String> databaseName,
      BiFunction<String, String, PlanStatement> rename) {
    for (Answer.Rename answer : answers.renames(kind)) {
      Set<String> old = names(gone.get(), name);
      Set<String> fresh = names(added.get(), name);
      if (answer.from().owner().equals(owner)
          && old.contains(answer.from().name())
          && fresh.contains(answer.to())) {
        answers.use(answer);
        carryOut(rename.apply(answer.from().name(), answer.to()));
      }
    }
    for (T old : gone.get()) {
      Optional<String> same =
          added.get().stream()
              .map(name)
              .filter(to -> databaseName.apply(to).equals(databaseName.apply(name.apply(old))))
              .findFirst();
      same.ifPresent(to -> carryOut(rename.apply(name.apply(old), to)));
    }
  }

  private void carryOut(PlanStatement rename) {
    settled.add(rename);
    shape = renamed(shape, List.of(rename));
  }

  /**
   * The base under all renames so far, the open ones too: fields of an enum that may have been
   * renamed are alike.
   */
  private Shape likely() {
    return renamed(shape, questions.stream().map(Question::rename).toList());
  }

  /** A shape under other names. */
  static Shape renamed(Shape shape, List<PlanStatement> renames) {
    return Replay.run(shape, renames);
  }

  private <T> void ask(
      Kind kind,
      String owner,
      List<Match<T>> matches,
      Function<T, String> name,
      BiFunction<String, String, PlanStatement> rename) {
    for (Match<T> match : matches) {
      String from = name.apply(match.pair().gone());
      String to = name.apply(match.pair().added());
      List<String> comments = new ArrayList<>();
      comments.add(
          Comments.renamed(
              kind,
              new Subject(kind, owner, from).path(),
              new Subject(kind, owner, to).path(),
              match.pair().evidence()));
      if (!match.others().isEmpty()) {
        comments.add(
            Comments.otherCandidates(
                match.others().stream()
                    .map(other -> new Subject(kind, owner, name.apply(other)).path())
                    .toList()));
      }
      questions.add(
          new Question(
              rename.apply(from, to),
              comments,
              match.others().stream()
                  .map(other -> rename.apply(from, name.apply(other)))
                  .toList()));
    }
  }

  private boolean isPossible(Kind kind, String owner, String from, String to) {
    return !answers.isDropped(new Subject(kind, owner, from), to);
  }

  private Stream<Difference> differences() {
    return ShapeDiffer.compare(shape, target).stream();
  }

  private <D extends Difference> Stream<D> only(Class<D> kind) {
    return differences().filter(kind::isInstance).map(kind::cast);
  }

  private <D extends Difference, T> List<T> gone(Class<D> kind, Function<D, T> subject) {
    return only(kind).map(subject).toList();
  }

  private Set<String> changedEntities() {
    Set<String> changed = new TreeSet<>();
    for (Entity entity : target.entities()) {
      shape
          .entity(entity.name())
          .filter(old -> !old.equals(entity))
          .ifPresent(old -> changed.add(entity.name()));
    }
    return changed;
  }

  private static List<Field> fieldsOnlyIn(Shape one, Shape other, String entity) {
    Entity there = other.entity(entity).orElseThrow();
    return one.entity(entity).orElseThrow().fields().stream()
        .filter(field -> there.field(field.name()).isEmpty())
        .toList();
  }

  private static List<String> valuesOnlyIn(Shape one, Shape other, String enumName) {
    Set<String> there = new HashSet<>(other.enumType(enumName).orElseThrow().values());
    return one.enumType(enumName).orElseThrow().values().stream()
        .filter(value -> !there.contains(value))
        .toList();
  }

  private static <T> Set<String> names(List<T> all, Function<T, String> name) {
    return new HashSet<>(all.stream().map(name).toList());
  }
}
