package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.planner.RenameMatcher.Match;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
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

/**
 * Finds the renames that the user has to decide on, from the outside in: first enums, sequences and
 * entities, then the fields of entities and the values of enums, under the new names of their
 * owners. Each plausible pair of a dropped and an added element is one; nothing is guessed. If an
 * entity or enum is itself in question, its fields or values are compared as if it was renamed, and
 * their questions belong to its own. Therefore one class finds those of all kinds.
 */
final class OpenRenames {
  private final CertainRenames certain;
  private final Shape shape;
  private final Shape target;
  private final Answers answers;
  private final List<OpenRename> questions = new ArrayList<>();

  /** The open renames of members, and the certain ones, by the owner in question. */
  private final Map<NamedElement, List<OpenRename>> members = new HashMap<>();

  private final Map<NamedElement, List<RenameStatement>> certainMembers = new HashMap<>();

  private OpenRenames(CertainRenames certain, Shape target, Answers answers) {
    this.certain = certain;
    this.shape = certain.shape();
    this.target = target;
    this.answers = answers;
  }

  /** The renames that the user has to decide on, after the certain ones were carried out. */
  static List<OpenRename> of(CertainRenames certain, Shape target, Answers answers) {
    OpenRenames open = new OpenRenames(certain, target, answers);
    open.enums();
    open.sequences();
    open.entities();
    open.fields();
    open.values();
    return open.questions();
  }

  /** The questions found so far, each with those about its members. */
  private List<OpenRename> questions() {
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

  private void enums() {
    List<Match<EnumType>> matches =
        EnumMatcher.match(
            shape,
            target,
            without(shape.enums(), each -> target.enumType(each.name()).isPresent()),
            without(target.enums(), each -> shape.enumType(each.name()).isPresent()),
            (old, added) -> isPossible(SchemaElement.enumType(old.name()), added.name()));
    ask(
        questions,
        shape,
        matches,
        each -> SchemaElement.enumType(each.name()),
        pair -> ChoiceConsequences.ofEnum(pair.dropped().name(), pair.added().name()));
  }

  private void sequences() {
    List<Match<DeclaredSequence>> matches =
        SequenceMatcher.match(
            shape,
            target,
            without(shape.sequences(), each -> target.sequence(each.name()).isPresent()),
            without(target.sequences(), each -> shape.sequence(each.name()).isPresent()),
            (old, added) -> isPossible(SchemaElement.sequence(old.name()), added.name()));
    ask(
        questions,
        shape,
        matches,
        each -> SchemaElement.sequence(each.name()),
        pair -> ChoiceConsequences.ofSequence(pair.dropped().name(), pair.added().name()));
  }

  private void entities() {
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
        withOpenRenames,
        matches,
        each -> SchemaElement.entity(each.name()),
        pair -> ChoiceConsequences.ofEntity(pair.dropped().name(), pair.added().name()));
  }

  private void fields() {
    Shape withOpenOwners = withOpenRenames();
    for (OpenRename question : questions) {
      NamedElement owner = question.rename().elementAfter();
      if (owner.kind() == ElementKind.ENTITY) {
        certainMembers.put(
            owner, certain.ofFields(withOpenOwners.entity(owner.name()).orElseThrow()));
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
          withOpenRenames,
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

  /** The list to which questions about members of the owner are added. */
  private List<OpenRename> questionsOf(NamedElement owner, boolean isCertain) {
    return isCertain ? questions : members.computeIfAbsent(owner, any -> new ArrayList<>());
  }

  private void values() {
    Shape withOpenRenames = withOpenRenames();
    for (EnumType after : changed(target.enums(), withOpenRenames::enumType, EnumType::name)) {
      String owner = after.name();
      ask(
          questionsOf(SchemaElement.enumType(owner), shape.enumType(owner).isPresent()),
          withOpenRenames,
          ValueMatcher.match(
              withOpenRenames.enumType(owner).orElseThrow(),
              after,
              (old, added) -> isPossible(SchemaElement.value(owner, old), added)),
          value -> SchemaElement.value(owner, value),
          pair -> ChoiceConsequences.ofValue(pair.dropped(), pair.added()));
    }
  }

  /**
   * The base after all renames found so far, including the open ones. With it, two fields have the
   * same type even if their enum may have been renamed.
   */
  private Shape withOpenRenames() {
    return Renames.renamed(shape, questions().stream().flatMap(OpenRename::withMembers).toList());
  }

  private <T> void ask(
      List<OpenRename> asked,
      Shape before,
      List<Match<T>> matches,
      Function<T, NamedElement> element,
      Function<RenameMatcher.Pair<T>, ChoiceConsequences> consequences) {
    for (Match<T> match : matches) {
      RenameMatcher.Pair<T> pair = match.pair();
      NamedElement dropped = element.apply(pair.dropped());
      asked.add(
          new OpenRename(
              MemberNames.rename(dropped, element.apply(pair.added()).name(), before, target),
              pair.evidence(),
              consequences.apply(pair),
              match.others().stream()
                  .map(
                      other ->
                          MemberNames.rename(dropped, element.apply(other).name(), before, target))
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
}
