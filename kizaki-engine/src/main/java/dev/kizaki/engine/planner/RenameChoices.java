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
 * Turns open renames into blocks of two choices.
 *
 * <p>What a block holds comes from planning twice: once with every open rename carried out, and
 * once with every one but the block's. What only the second plan holds is the second choice; what
 * only the first holds follows the rename in the first choice.
 *
 * <p>Blocks must not depend on each other, for each is answered alone. A block whose statements are
 * about what another block may rename, or that shares a statement with it, does depend on it: an
 * entity that may be renamed with a field whose enum may be renamed needs one statement only if the
 * first was and the second was not. Such pairs become one block, renamed together or not at all.
 */
final class RenameChoices {
  private final List<OpenRename> questions;
  private final AffectedSubschema neighbourhood;
  private final Answers answers;
  private final Map<PlanStatement, PlanLine> all;
  private List<Block> blocks = new ArrayList<>();

  /**
   * @param base the shape before, under the settled renames
   */
  RenameChoices(List<OpenRename> questions, Shape base, Shape target, Answers answers) {
    this.questions = questions;
    this.answers = answers;
    Shape renamed = Renames.renamed(base, questions.stream().map(OpenRename::rename).toList());
    this.neighbourhood = new AffectedSubschema(renamed, target);
    this.all = DifferenceStatements.between(renamed, target, answers);
    questions.forEach(question -> blocks.add(block(List.of(question))));
    boolean merged;
    do {
      merged = merge();
    } while (merged);
  }

  /** Renames that are made together or not at all, and what is needed in the one and other case. */
  private record Block(
      List<OpenRename> renames,
      Map<PlanStatement, PlanLine> ifMade,
      Map<PlanStatement, PlanLine> ifNot) {}

  /** Plans with all open renames, and with all but these. */
  private Block block(List<OpenRename> together) {
    List<RenameStatement> renames = together.stream().map(OpenRename::rename).toList();
    AffectedSubschema.Part part = neighbourhood.of(renames);
    Map<PlanStatement, PlanLine> with =
        DifferenceStatements.between(part.before(), part.after(), answers);
    Map<PlanStatement, PlanLine> apart =
        DifferenceStatements.between(
            Renames.renamed(
                part.before(), renames.stream().map(RenameStatement::reversed).toList()),
            part.after(),
            answers);
    return new Block(together, without(with, apart), without(apart, with));
  }

  /** Puts blocks that depend on each other together; whether there were any. */
  private boolean merge() {
    ChoiceGroups ties = new ChoiceGroups(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      for (OpenRename question : block.renames) {
        ties.renames(i, question.rename().elementAfter());
      }
      ties.holds(i, true, block.ifMade.keySet());
      ties.holds(i, false, block.ifNot.keySet());
    }
    List<List<Integer>> groups = ties.groups();
    if (groups.size() == blocks.size()) {
      return false;
    }
    List<Block> merged = new ArrayList<>();
    for (List<Integer> group : groups) {
      Set<OpenRename> together = new HashSet<>();
      group.forEach(place -> together.addAll(blocks.get(place).renames));
      merged.add(
          group.size() == 1
              ? blocks.get(group.get(0))
              : block(questions.stream().filter(together::contains).toList()));
    }
    blocks = merged;
    return true;
  }

  private static Map<PlanStatement, PlanLine> without(
      Map<PlanStatement, PlanLine> these, Map<PlanStatement, PlanLine> those) {
    Map<PlanStatement, PlanLine> rest = new LinkedHashMap<>(these);
    rest.keySet().removeAll(those.keySet());
    return rest;
  }

  /** The blocks as lines of a plan. */
  List<PlanLine> lines(Function<Collection<PlanLine>, List<PlanStatement>> sorted) {
    return blocks.stream().map(block -> line(block, sorted)).toList();
  }

  private static PlanLine line(
      Block block, Function<Collection<PlanLine>, List<PlanStatement>> sorted) {
    List<PlanStatement> either = new ArrayList<>();
    block.renames.forEach(open -> either.add(open.rename()));
    either.addAll(sorted.apply(block.ifMade.values()));
    return PlanLine.asking(
        new Choice(either, sorted.apply(block.ifNot.values())),
        Optional.of(new RenameQuestion(block.renames)));
  }

  /** What is needed whatever is chosen. */
  List<PlanLine> outside() {
    Set<PlanStatement> inside = new HashSet<>();
    blocks.forEach(block -> inside.addAll(block.ifMade.keySet()));
    return all.values().stream().filter(line -> !inside.contains(line.item())).toList();
  }
}
