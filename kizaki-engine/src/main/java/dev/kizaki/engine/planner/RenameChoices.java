package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns open renames into choices with two sides: renamed, or dropped and added.
 *
 * <p>To find the statements of a choice, the differences are computed twice: once with every open
 * rename carried out, and once with every open rename except those of the choice. Statements that
 * only the first result contains follow the rename on the first side; statements that only the
 * second result contains are the second side.
 *
 * <p>Choices must be independent, because each is answered separately. Two choices depend on each
 * other if they share a statement, or if one has a statement about an element that the other may
 * rename. Example: an entity that may be renamed has a field whose enum may be renamed; one of the
 * statements is needed only if the entity is renamed and the enum is not. Such choices become one
 * choice: all its renames are made, or none.
 */
final class RenameChoices {
  private final List<OpenRename> questions;
  private final AffectedSubschema affected;
  private final Answers answers;
  private final Map<PlanStatement, PlanLine> all;
  private List<OpenChoice> choices = new ArrayList<>();

  /**
   * @param base the shape before the migration, after the certain renames
   */
  RenameChoices(List<OpenRename> questions, Shape base, Shape target, Answers answers) {
    this.questions = questions;
    this.answers = answers;
    Shape renamed = Renames.renamed(base, questions.stream().map(OpenRename::rename).toList());
    this.affected = new AffectedSubschema(renamed, target);
    this.all = DifferenceStatements.between(renamed, target, answers);
    questions.forEach(question -> choices.add(plan(List.of(question))));
    boolean merged;
    do {
      merged = merge();
    } while (merged);
  }

  /**
   * Open renames that are answered together, with the statements that are needed if they are made
   * and if they are not.
   */
  private record OpenChoice(
      List<OpenRename> renames,
      Map<PlanStatement, PlanLine> ifMade,
      Map<PlanStatement, PlanLine> ifNot) {}

  /** Compares the shapes with all open renames carried out, and with all except these. */
  private OpenChoice plan(List<OpenRename> joined) {
    List<RenameStatement> renames = joined.stream().map(OpenRename::rename).toList();
    AffectedSubschema.Part shapes = affected.of(renames);
    Map<PlanStatement, PlanLine> renamed =
        DifferenceStatements.between(shapes.before(), shapes.after(), answers);
    Map<PlanStatement, PlanLine> notRenamed =
        DifferenceStatements.between(
            Renames.renamed(
                shapes.before(), renames.stream().map(RenameStatement::reversed).toList()),
            shapes.after(),
            answers);
    return new OpenChoice(joined, difference(renamed, notRenamed), difference(notRenamed, renamed));
  }

  /** Merges choices that depend on each other. Returns whether there were any. */
  private boolean merge() {
    ChoiceGroups dependent = new ChoiceGroups(choices.size());
    for (int i = 0; i < choices.size(); i++) {
      OpenChoice choice = choices.get(i);
      for (OpenRename question : choice.renames) {
        dependent.renames(i, question.rename().elementAfter());
      }
      dependent.contains(i, true, choice.ifMade.keySet());
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
  List<PlanLine> lines(Function<Collection<PlanLine>, List<PlanStatement>> sorted) {
    return choices.stream().map(choice -> line(choice, sorted)).toList();
  }

  private static PlanLine line(
      OpenChoice choice, Function<Collection<PlanLine>, List<PlanStatement>> sorted) {
    List<PlanStatement> either = new ArrayList<>();
    choice.renames.forEach(open -> either.add(open.rename()));
    either.addAll(sorted.apply(choice.ifMade.values()));
    return PlanLine.asking(
        new Choice(either, sorted.apply(choice.ifNot.values())),
        Optional.of(new RenameQuestion(choice.renames)));
  }

  /** Returns the lines that are needed on both sides of every choice. */
  List<PlanLine> linesOfBothSides() {
    Set<PlanStatement> inside = new HashSet<>();
    choices.forEach(choice -> inside.addAll(choice.ifMade.keySet()));
    return all.values().stream().filter(line -> !inside.contains(line.item())).toList();
  }
}
