package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.planner.Renames.Question;
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
final class RenameBlocks {
  private final List<Question> questions;
  private final Function<List<Question>, Map<PlanStatement, PlanLine>> planner;
  private final Map<PlanStatement, PlanLine> all;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * @param planner the statements between base and target if these renames are carried out
   */
  RenameBlocks(
      List<Question> questions, Function<List<Question>, Map<PlanStatement, PlanLine>> planner) {
    this.questions = questions;
    this.planner = planner;
    this.all = planner.apply(questions);
    questions.forEach(question -> blocks.add(block(List.of(question))));
    while (mergeOnce()) {
      continue;
    }
  }

  /** Renames that are made together or not at all, and what is needed in the one and other case. */
  private record Block(
      List<Question> renames,
      Map<PlanStatement, PlanLine> ifMade,
      Map<PlanStatement, PlanLine> ifNot) {
    boolean dependsOn(Block other) {
      return isAbout(other, ifMade.keySet())
          || isAbout(other, ifNot.keySet())
          || ifMade.keySet().stream().anyMatch(other.ifMade::containsKey)
          || ifNot.keySet().stream().anyMatch(other.ifNot::containsKey);
    }

    private static boolean isAbout(Block other, Set<PlanStatement> statements) {
      return other.renames.stream()
          .map(question -> Touched.of(question.rename()))
          .anyMatch(renamed -> statements.stream().map(Touched::of).anyMatch(renamed::isMetBy));
    }
  }

  private Block block(List<Question> renames) {
    Map<PlanStatement, PlanLine> apart =
        planner.apply(questions.stream().filter(each -> !renames.contains(each)).toList());
    return new Block(renames, without(all, apart), without(apart, all));
  }

  private boolean mergeOnce() {
    for (Block one : blocks) {
      for (Block other : blocks) {
        if (one != other && one.dependsOn(other)) {
          List<Question> together =
              questions.stream()
                  .filter(each -> one.renames.contains(each) || other.renames.contains(each))
                  .toList();
          blocks.set(Math.min(blocks.indexOf(one), blocks.indexOf(other)), block(together));
          blocks.remove(blocks.contains(one) ? one : other);
          return true;
        }
      }
    }
    return false;
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
    List<String> comments = new ArrayList<>();
    for (Question question : block.renames) {
      either.add(question.rename());
      comments.addAll(question.comments());
    }
    if (block.renames.size() > 1) {
      comments.add(Comments.TOGETHER);
    }
    either.addAll(sorted.apply(block.ifMade.values()));
    return new PlanLine(
        new Choice(either, sorted.apply(block.ifNot.values())),
        comments,
        Optional.empty(),
        List.of());
  }

  /** What is needed whatever is chosen. */
  List<PlanLine> outside() {
    Set<PlanStatement> inside = new HashSet<>();
    blocks.forEach(block -> inside.addAll(block.ifMade.keySet()));
    return all.values().stream().filter(line -> !inside.contains(line.item())).toList();
  }
}
