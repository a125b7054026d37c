package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns open renames into choices with two sides: renamed, or dropped and added.
 *
 * <p>To find the statements of a choice, the differences are computed twice: once with every open
 * rename carried out, and once with every open rename except those of the choice. Statements that
 * only the first result contains follow the rename on the first side; statements that only the
 * second result contains are the second side.
 *
 * <p>Whether a field of a renamed entity was renamed is a question only if the entity was. Such a
 * choice is inside the first side of the entity's choice, and so are the choices about the values
 * of a renamed enum. They are found in the same way, with the entity renamed.
 *
 * <p>Choices must be independent, because each is answered separately. Two choices depend on each
 * other if they share a statement, or if one has a statement about an element that the other may
 * rename. Example: an entity that may be renamed has a field whose enum may be renamed; one of the
 * statements is needed only if the entity is renamed and the enum is not. Such choices become one
 * choice: all its renames are made, or none.
 */
final class RenameChoices {
  private final List<OpenRename> questions;
  private final Shape base;
  private final AffectedSubschema affected;
  private final Answers answers;
  private final Map<PlanStatement, PlanLine> all;
  private List<OpenChoice> choices = new ArrayList<>();

  /** The fields, as {@code Entity.field}, that other fields of the base refer to. */
  private final Set<String> referencedFields;

  /**
   * @param base the shape before the migration, after the certain renames
   */
  RenameChoices(List<OpenRename> questions, Shape base, Shape target, Answers answers) {
    this.questions = questions;
    this.base = base;
    this.answers = answers;
    this.referencedFields =
        base.foreignKeys()
            .flatMap(key -> key.targetFields().stream().map(field -> key.target() + "." + field))
            .collect(Collectors.toSet());
    Shape renamed =
        Renames.renamed(base, questions.stream().flatMap(OpenRename::withMembers).toList());
    this.affected = new AffectedSubschema(renamed, target);
    this.all = DifferenceStatements.between(renamed, target, answers);
    questions.forEach(question -> choices.add(plan(List.of(question))));
    boolean merged;
    do {
      merged = merge();
    } while (merged);
  }

  /**
   * Open renames that are answered together.
   *
   * @param inside the choices about members of the renamed elements
   * @param ifMade the statements that are needed if the renames are made, and that are not inside a
   *     further choice
   * @param ifNot the statements that are needed if they are not made
   */
  private record OpenChoice(
      List<OpenRename> renames,
      RenameChoices inside,
      Map<PlanStatement, PlanLine> ifMade,
      Map<PlanStatement, PlanLine> ifNot) {
    /**
     * The statements that some answer to this choice or to one inside it needs, with the renames.
     */
    Stream<PlanStatement> firstSide() {
      return Stream.concat(ifMade.keySet().stream(), inside.statements());
    }
  }

  /** The statements of both sides of each choice. */
  private Stream<PlanStatement> statements() {
    return choices.stream()
        .flatMap(each -> Stream.concat(each.firstSide(), each.ifNot.keySet().stream()));
  }

  /** Compares the shapes with all open renames carried out, and with all except these. */
  private OpenChoice plan(List<OpenRename> joined) {
    List<RenameStatement> renames = joined.stream().flatMap(OpenRename::withMembers).toList();
    AffectedSubschema.Part shapes = affected.of(renames);
    Shape notRenamed = Renames.renamed(shapes.before(), reversed(renames));
    RenameChoices inside = inside(joined, notRenamed, shapes.after());
    Map<PlanStatement, PlanLine> ifMade = inside.linesOfAllSides();
    Map<PlanStatement, PlanLine> ifNot =
        DifferenceStatements.between(notRenamed, shapes.after(), answers);
    return new OpenChoice(joined, inside, difference(ifMade, ifNot), difference(ifNot, ifMade));
  }

  /**
   * The choices about members of the renamed elements.
   *
   * @param notRenamed the shape without the renames
   */
  private RenameChoices inside(List<OpenRename> joined, Shape notRenamed, Shape after) {
    return new RenameChoices(
        joined.stream().flatMap(each -> each.members().stream()).toList(),
        Renames.renamed(notRenamed, joined.stream().flatMap(OpenRename::withCertain).toList()),
        after,
        answers);
  }

  private static List<RenameStatement> reversed(List<RenameStatement> renames) {
    List<RenameStatement> reversed =
        new ArrayList<>(renames.stream().map(RenameStatement::reversed).toList());
    Collections.reverse(reversed);
    return reversed;
  }

  /** Merges choices that depend on each other. Returns whether there were any. */
  private boolean merge() {
    ChoiceGroups dependent = new ChoiceGroups(choices.size());
    for (int i = 0; i < choices.size(); i++) {
      int place = i;
      OpenChoice choice = choices.get(i);
      choice.renames.stream()
          .flatMap(OpenRename::withMembers)
          .forEach(rename -> dependent.renames(place, rename.elementAfter()));
      dependent.contains(i, true, choice.firstSide().collect(Collectors.toSet()));
      dependent.contains(i, false, choice.ifNot.keySet());
    }
    List<List<Integer>> groups = dependent.groups();
    if (groups.size() == choices.size()) {
      return false;
    }
    List<OpenChoice> merged = new ArrayList<>();
    for (List<Integer> group : groups) {
      Set<OpenRename> joined = new HashSet<>();
      group.forEach(place -> joined.addAll(choices.get(place).renames));
      merged.add(
          group.size() == 1
              ? choices.get(group.get(0))
              : plan(questions.stream().filter(joined::contains).toList()));
    }
    choices = merged;
    return true;
  }

  private static Map<PlanStatement, PlanLine> difference(
      Map<PlanStatement, PlanLine> these, Map<PlanStatement, PlanLine> those) {
    Map<PlanStatement, PlanLine> rest = new LinkedHashMap<>(these);
    rest.keySet().removeAll(those.keySet());
    return rest;
  }

  /** Returns the choices as lines of a plan. */
  List<PlanLine> lines() {
    return choices.stream().map(this::line).toList();
  }

  private PlanLine line(OpenChoice choice) {
    List<RenameStatement> renames =
        choice.renames.stream().flatMap(OpenRename::withCertain).toList();
    List<PlanLine> either = new ArrayList<>();
    renames.forEach(rename -> either.add(PlanLine.of(rename)));
    List<PlanLine> following = new ArrayList<>(choice.inside.lines());
    choice.ifMade.values().forEach(line -> following.add(PlanLine.of(line.item())));
    either.addAll(StatementOrder.ordered(following, choice.inside.base, Set.of()));
    return ChoiceLine.of(
        choice.renames,
        either,
        withFieldDropsFirst(
            renames, StatementOrder.statements(statements(choice.ifNot.values()), base, Set.of())));
  }

  private static List<PlanStatement> statements(Collection<PlanLine> lines) {
    return lines.stream().map(line -> (PlanStatement) line.item()).toList();
  }

  /**
   * Puts the drops of renamed fields first in the second side of a choice, because a reader expects
   * the old field to be dropped before the new one is added. A drop keeps its place if another
   * statement or field depends on the old field.
   */
  private List<PlanStatement> withFieldDropsFirst(
      List<RenameStatement> renames, List<PlanStatement> second) {
    List<PlanStatement> ordered = new ArrayList<>();
    for (RenameStatement each : renames) {
      if (each instanceof RenameField rename && !hasDependents(rename, second)) {
        ordered.add(new DropField(rename.entity(), rename.from()));
      }
    }
    ordered.retainAll(second);
    second.stream().filter(each -> !ordered.contains(each)).forEach(ordered::add);
    return ordered;
  }

  /**
   * Whether another field refers to the old field or is computed from it, a check uses it, or the
   * key or an index with SQL that contains it is dropped too.
   */
  private boolean hasDependents(RenameField rename, List<PlanStatement> second) {
    boolean checked =
        base.entity(rename.entity()).stream()
            .flatMap(entity -> entity.checks().stream())
            .anyMatch(check -> check.uses(rename.from()));
    return checked
        || second.contains(new DropKey(rename.entity()))
        || second.stream().anyMatch(each -> dropsIndexWithSql(each, rename))
        || base.entity(rename.entity()).stream()
            .flatMap(entity -> entity.fields().stream())
            .anyMatch(field -> field.isComputedFrom(rename.from()))
        || referencedFields.contains(rename.entity() + "." + rename.from());
  }

  private static boolean dropsIndexWithSql(PlanStatement statement, RenameField rename) {
    return statement instanceof DropIndex drop
        && drop.entity().equals(rename.entity())
        && !drop.index().expressions().isEmpty()
        && drop.index().contains(rename.from());
  }

  /** Returns the lines that are needed on both sides of every choice. */
  List<PlanLine> linesOfBothSides() {
    return List.copyOf(linesOfAllSides().values());
  }

  /** Returns the lines that are needed whatever the answers are. */
  private Map<PlanStatement, PlanLine> linesOfAllSides() {
    Map<PlanStatement, PlanLine> rest = new LinkedHashMap<>(all);
    choices.forEach(choice -> choice.firstSide().forEach(rest::remove));
    return rest;
  }
}
