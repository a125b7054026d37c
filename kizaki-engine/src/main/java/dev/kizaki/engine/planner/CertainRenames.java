package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the renames that need no question and carries them out, owners before their members. A pair
 * of a dropped and an added element is one if an answer states it, or if both have the same name in
 * the database. Renames in the database of elements that keep their names in the schema come last.
 */
final class CertainRenames {
  private final Shape target;
  private final Answers answers;
  private final List<PlanStatement> all = new ArrayList<>();
  private Shape shape;

  CertainRenames(Shape base, Shape target, Answers answers) {
    this.shape = base;
    this.target = target;
    this.answers = answers;
    enums();
    sequences();
    entities();
    fields();
    values();
    carryOut(ObjectRenames.between(shape, target, answers));
    carryOut(RenamesInDatabase.between(shape, target));
  }

  /** In the order in which they must be carried out. */
  List<PlanStatement> all() {
    return all;
  }

  /** The base after these renames. */
  Shape shape() {
    return shape;
  }

  /**
   * The renames of fields that keep their columns.
   *
   * @param before the entity under its new name
   */
  List<RenameStatement> ofFields(Entity before) {
    return ofFields(before, target.entity(before.name()).orElseThrow(), List.of());
  }

  private void enums() {
    carryOut(
        steps(
            answers(ElementKind.ENUM).getOrDefault("", List.of()),
            names(shape.enums(), EnumType::name),
            names(target.enums(), EnumType::name),
            MemberNames.types(shape, target),
            SchemaElement::enumType));
  }

  private void sequences() {
    carryOut(
        steps(
            answers(ElementKind.SEQUENCE).getOrDefault("", List.of()),
            names(shape.sequences(), DeclaredSequence::name),
            names(target.sequences(), DeclaredSequence::name),
            MemberNames.sequences(shape, target),
            SchemaElement::sequence));
  }

  private void entities() {
    carryOut(
        steps(
            answers(ElementKind.ENTITY).getOrDefault("", List.of()),
            names(shape.entities(), Entity::name),
            names(target.entities(), Entity::name),
            MemberNames.tables(shape, target),
            SchemaElement::entity));
  }

  private void fields() {
    Map<String, List<Answer.Rename>> given = answers(ElementKind.FIELD);
    List<RenameStatement> renames = new ArrayList<>();
    for (Entity after : inBoth(target.entities(), shape::entity, Entity::name)) {
      renames.addAll(
          ofFields(
              shape.entity(after.name()).orElseThrow(),
              after,
              given.getOrDefault(after.name(), List.of())));
    }
    carryOut(renames);
  }

  private List<RenameStatement> ofFields(Entity before, Entity after, List<Answer.Rename> given) {
    return steps(
        given,
        names(before.fields(), Field::name),
        names(after.fields(), Field::name),
        MemberNames.columns(before, after),
        name -> SchemaElement.field(after.name(), name));
  }

  private void values() {
    Map<String, List<Answer.Rename>> given = answers(ElementKind.VALUE);
    List<RenameStatement> renames = new ArrayList<>();
    for (EnumType after : inBoth(target.enums(), shape::enumType, EnumType::name)) {
      String owner = after.name();
      renames.addAll(
          steps(
              given.getOrDefault(owner, List.of()),
              shape.enumType(owner).orElseThrow().values(),
              after.values(),
              MemberNames.labels(shape.enumType(owner).orElseThrow(), after),
              name -> SchemaElement.value(owner, name)));
    }
    carryOut(renames);
  }

  private List<RenameStatement> steps(
      List<Answer.Rename> given,
      Collection<String> before,
      Collection<String> after,
      MemberNames databaseNames,
      Function<String, NamedElement> element) {
    return RenameSteps.find(before, after, databaseNames, given, answers).stream()
        .map(step -> RenameStatement.of(element.apply(step.from()), step.to(), step.kept()))
        .toList();
  }

  private Map<String, List<Answer.Rename>> answers(ElementKind kind) {
    return answers.renames(kind).stream()
        .collect(Collectors.groupingBy(answer -> answer.from().owner()));
  }

  private void carryOut(List<? extends PlanStatement> renames) {
    all.addAll(renames);
    shape = Renames.renamed(shape, renames);
  }

  /**
   * Returns the elements of the target that the base has under the same name, changed or not.
   * Unchanged ones count too, because two names may have been exchanged.
   */
  private static <T> List<T> inBoth(
      Collection<T> all, Function<String, Optional<T>> before, Function<T, String> name) {
    return all.stream().filter(each -> before.apply(name.apply(each)).isPresent()).toList();
  }

  private static <T> List<String> names(Collection<T> all, Function<T, String> name) {
    return all.stream().map(name).toList();
  }
}
