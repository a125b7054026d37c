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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds the renames, from the outside in: first enums and entities, then the fields of entities and
 * the values of enums, under the new names of their owners.
 *
 * <p>A pair of a dropped and an added element is a certain rename if an answer states it, or if
 * both have the same name in the database. All certain renames are carried out before the first
 * question is looked for, so that the evidence for a question, such as a field that two enums
 * share, does not depend on whether the draft has carried them out already. Any other plausible
 * pair becomes an open question; nothing is guessed. If an entity or enum is itself in question,
 * its fields or values are compared as if it was renamed, and their questions belong to its own.
 */
final class Renames {
  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final Shape target;
  private final Answers answers;
  private final List<RenameStatement> certain = new ArrayList<>();
  private final List<OpenRename> questions = new ArrayList<>();

  /** The open renames of members, and the certain ones, by the owner in question. */
  private final Map<NamedElement, List<OpenRename>> members = new HashMap<>();

  private final Map<NamedElement, List<RenameStatement>> certainMembers = new HashMap<>();

  private Shape shape;

  Renames(Shape base, Shape target, Answers answers) {
    this.shape = base;
    this.target = target;
    this.answers = answers;
    certainEnums();
    certainEntities();
    certainFields();
    certainValues();
    openEnums();
    openEntities();
    openFields();
    openValues();
    new RejectedRenames(shape, target, answers).explain();
  }

  /** The renames that are certain, in the order in which they must be carried out. */
  List<RenameStatement> certain() {
    return certain;
  }

  /** The renames that the user has to decide on. */
  List<OpenRename> questions() {
    return questions.stream()
        .map(
            question -> {
              NamedElement owner = question.rename().elementAfter();
              return question.withMembers(
                  certainMembers.getOrDefault(owner, List.of()),
                  members.getOrDefault(owner, List.of()));
            })
        .toList();
  }

  /** The base after the certain renames. */
  Shape shape() {
    return shape;
  }

  /** Returns the shape after the renames. */
  static Shape renamed(Shape shape, List<? extends PlanStatement> renames) {
    return renames.isEmpty() ? shape : Replay.run(shape, List.copyOf(renames));
  }

  private void certainEnums() {
    carryOut(
        steps(
            answers(ElementKind.ENUM).getOrDefault("", List.of()),
            names(shape.enums(), EnumType::name),
            names(target.enums(), EnumType::name),
            names::enumType,
            SchemaElement::enumType));
  }

  private void openEnums() {
    List<Match<EnumType>> matches =
        EnumMatcher.match(
            shape,
            target,
            without(shape.enums(), each -> target.enumType(each.name()).isPresent()),
            without(target.enums(), each -> shape.enumType(each.name()).isPresent()),
            (old, added) -> isPossible(SchemaElement.enumType(old.name()), added.name()));
    ask(
        questions,
        matches,
        each -> SchemaElement.enumType(each.name()),
        pair -> ChoiceConsequences.ofEnum(pair.dropped().name(), pair.added().name()));
  }

  private void certainEntities() {
    carryOut(
        steps(
            answers(ElementKind.ENTITY).getOrDefault("", List.of()),
            names(shape.entities(), Entity::name),
            names(target.entities(), Entity::name),
            names::table,
            SchemaElement::entity));
  }

  private void openEntities() {
    Shape withOpenRenames = withOpenRenames();
    List<Match<Entity>> matches =
        EntityMatcher.match(
            withOpenRenames,
            target,
            without(withOpenRenames.entities(), each -> target.entity(each.name()).isPresent()),
            without(target.entities(), each -> shape.entity(each.name()).isPresent()),
            (old, added) -> isPossible(SchemaElement.entity(old.name()), added.name()));
    ask(
        questions,
        matches,
        each -> SchemaElement.entity(each.name()),
        pair -> ChoiceConsequences.ofEntity(pair.dropped().name(), pair.added().name()));
  }

  private void certainFields() {
    Map<String, List<Answer.Rename>> given = answers(ElementKind.FIELD);
    List<RenameStatement> renames = new ArrayList<>();
    for (Entity entity : inBoth(target.entities(), shape::entity, Entity::name)) {
      String owner = entity.name();
      renames.addAll(
          steps(
              given.getOrDefault(owner, List.of()),
              names(shape.entity(owner).orElseThrow().fields(), Field::name),
              names(entity.fields(), Field::name),
              names::column,
              name -> SchemaElement.field(owner, name)));
    }
    carryOut(renames);
  }

  private void openFields() {
    Shape withOpenOwners = withOpenRenames();
    for (OpenRename question : questions) {
      NamedElement owner = question.rename().elementAfter();
      if (owner.kind() == ElementKind.ENTITY) {
        certainMembers.put(owner, certainFields(withOpenOwners, owner.name()));
      }
    }
    Shape withOpenRenames = withOpenRenames();
    List<Entity> changed = changed(target.entities(), withOpenRenames::entity, Entity::name);
    // The second pass knows the new names, so that references to renamed fields are alike.
    Map<String, String> newNames = new HashMap<>();
    for (Entity entity : changed) {
      fields(withOpenRenames, entity, Map.of())
          .forEach(
              match ->
                  newNames.put(
                      entity.name() + "." + match.pair().dropped().name(),
                      match.pair().added().name()));
    }
    for (Entity entity : changed) {
      String owner = entity.name();
      ask(
          questionsOf(SchemaElement.entity(owner), shape.entity(owner).isPresent()),
          fields(withOpenRenames, entity, newNames),
          each -> SchemaElement.field(owner, each.name()),
          pair ->
              entity
                  .field(pair.dropped().name())
                  .map(now -> ChoiceConsequences.ofRetypedField(pair.dropped(), now, pair.added()))
                  .orElseGet(() -> ChoiceConsequences.ofField(pair.dropped(), pair.added())));
    }
  }

  /**
   * @param now the field of the old name in the new schema, if there is one. It may have been
   *     changed, so that nothing was renamed
   */
  private boolean isPossible(String owner, Field old, Optional<Field> now, String to) {
    NamedElement from = SchemaElement.field(owner, old.name());
    return now.map(
            field -> !answers.isChanged(from, new Answer.TypeChange(old.type(), field.type())))
        .orElseGet(() -> isPossible(from, to));
  }

  private List<Match<Field>> fields(
      Shape withOpenRenames, Entity entity, Map<String, String> newNames) {
    return FieldMatcher.match(
        withOpenRenames,
        target,
        entity.name(),
        newNames,
        (old, added) -> isPossible(entity.name(), old, entity.field(old.name()), added.name()));
  }

  /** The renames of fields that keep their columns, in an entity that is in question. */
  private List<RenameStatement> certainFields(Shape withOpenOwners, String owner) {
    return steps(
        List.of(),
        names(withOpenOwners.entity(owner).orElseThrow().fields(), Field::name),
        names(target.entity(owner).orElseThrow().fields(), Field::name),
        names::column,
        name -> SchemaElement.field(owner, name));
  }

  /** The list to which questions about members of the owner are added. */
  private List<OpenRename> questionsOf(NamedElement owner, boolean isCertain) {
    return isCertain ? questions : members.computeIfAbsent(owner, any -> new ArrayList<>());
  }

  private void certainValues() {
    Map<String, List<Answer.Rename>> given = answers(ElementKind.VALUE);
    List<RenameStatement> renames = new ArrayList<>();
    for (EnumType after : inBoth(target.enums(), shape::enumType, EnumType::name)) {
      String owner = after.name();
      renames.addAll(
          steps(
              given.getOrDefault(owner, List.of()),
              shape.enumType(owner).orElseThrow().values(),
              after.values(),
              UnaryOperator.identity(),
              name -> SchemaElement.value(owner, name)));
    }
    carryOut(renames);
  }

  private void openValues() {
    Shape withOpenRenames = withOpenRenames();
    for (EnumType after : changed(target.enums(), withOpenRenames::enumType, EnumType::name)) {
      String owner = after.name();
      ask(
          questionsOf(SchemaElement.enumType(owner), shape.enumType(owner).isPresent()),
          ValueMatcher.match(
              withOpenRenames.enumType(owner).orElseThrow(),
              after,
              (old, added) -> isPossible(SchemaElement.value(owner, old), added)),
          value -> SchemaElement.value(owner, value),
          pair -> ChoiceConsequences.ofValue(pair.dropped(), pair.added()));
    }
  }

  private List<RenameStatement> steps(
      List<Answer.Rename> given,
      Collection<String> before,
      Collection<String> after,
      UnaryOperator<String> databaseName,
      Function<String, NamedElement> element) {
    return RenameSteps.find(before, after, databaseName, given, answers).stream()
        .map(step -> RenameStatement.of(element.apply(step.from()), step.to()))
        .toList();
  }

  private Map<String, List<Answer.Rename>> answers(ElementKind kind) {
    return answers.renames(kind).stream()
        .collect(Collectors.groupingBy(answer -> answer.from().owner()));
  }

  private void carryOut(List<RenameStatement> renames) {
    certain.addAll(renames);
    shape = renamed(shape, renames);
  }

  /**
   * The base after all renames found so far, including the open ones. With it, two fields have the
   * same type even if their enum may have been renamed.
   */
  private Shape withOpenRenames() {
    return renamed(shape, questions().stream().flatMap(OpenRename::withMembers).toList());
  }

  private <T> void ask(
      List<OpenRename> asked,
      List<Match<T>> matches,
      Function<T, NamedElement> element,
      Function<RenameMatcher.Pair<T>, ChoiceConsequences> consequences) {
    for (Match<T> match : matches) {
      RenameMatcher.Pair<T> pair = match.pair();
      NamedElement dropped = element.apply(pair.dropped());
      asked.add(
          new OpenRename(
              RenameStatement.of(dropped, element.apply(pair.added()).name()),
              pair.evidence(),
              consequences.apply(pair),
              match.others().stream()
                  .map(other -> RenameStatement.of(dropped, element.apply(other).name()))
                  .toList(),
              match.rivals().stream().map(element).toList(),
              List.of(),
              List.of()));
    }
  }

  private boolean isPossible(NamedElement from, String to) {
    Optional<Answer.Drop> drop = answers.drop(from, to);
    drop.ifPresent(answers::use);
    return drop.isEmpty() && !answers.areRowsGiven(from);
  }

  /**
   * Returns the elements of the target that the base has under the same name, changed or not.
   * Unchanged ones count too, because two names may have been exchanged.
   */
  private static <T> List<T> inBoth(
      Collection<T> all, Function<String, Optional<T>> before, Function<T, String> name) {
    return all.stream().filter(each -> before.apply(name.apply(each)).isPresent()).toList();
  }

  /** The elements of the target that another shape has too, and that differ. */
  private static <T> List<T> changed(
      Collection<T> all, Function<String, Optional<T>> before, Function<T, String> name) {
    return all.stream()
        .filter(each -> before.apply(name.apply(each)).filter(old -> !old.equals(each)).isPresent())
        .toList();
  }

  private static <T> List<T> without(Collection<T> all, Predicate<T> isInOther) {
    return all.stream().filter(isInOther.negate()).toList();
  }

  private static <T> List<String> names(Collection<T> all, Function<T, String> name) {
    return all.stream().map(name).toList();
  }
}
