package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanQuestion.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answers to a block: all its renames, another rename of what is gone, or none. Of renames that
 * depend on each other each alone can be picked too; the next plan asks about the rest.
 */
final class RenameOptions {
  private static final String KEPT = "rows keep their values";

  private RenameOptions() {}

  /**
   * @param alternatives other renames that may be meant, by the one that the block holds
   */
  static List<Option> of(Choice choice, Map<RenameStatement, List<RenameStatement>> alternatives) {
    List<Pair> pairs =
        choice.either().stream()
            .filter(RenameStatement.class::isInstance)
            .map(rename -> new Pair((RenameStatement) rename))
            .toList();
    List<Option> options = new ArrayList<>();
    options.add(
        new Option(
            pairs.stream().map(Pair::rename).collect(Collectors.joining("; ")),
            pairs.stream().map(Pair::rename).toList(),
            KEPT,
            texts(choice.either())));
    if (pairs.size() > 1) {
      pairs.forEach(pair -> options.add(alone(pair.rename(), KEPT + "; the rest is asked next")));
    }
    for (Pair pair : pairs) {
      for (RenameStatement other : alternatives.getOrDefault(pair.statement(), List.of())) {
        options.add(alone(StatementText.of(other), KEPT));
      }
    }
    options.add(
        new Option(
            pairs.stream().map(Pair::drop).collect(Collectors.joining("; ")),
            pairs.stream().map(Pair::apart).toList(),
            pairs.get(0).loss(pairs.size() > 1),
            texts(choice.or())));
    return options;
  }

  private static Option alone(String rename, String effect) {
    return new Option(rename, List.of(rename), effect, List.of());
  }

  private static List<String> texts(List<PlanStatement> statements) {
    return statements.stream().map(StatementText::of).toList();
  }

  /** A rename, and what it means not to make it. */
  private record Pair(RenameStatement statement) {
    String rename() {
      return StatementText.of(statement);
    }

    String drop() {
      return "drop " + statement.element().text();
    }

    String apart() {
      return drop() + ", add " + statement.elementAfter().text();
    }

    /** Pairs that depend on each other can be of several kinds; the first one's is named. */
    String loss(boolean several) {
      String whose = several ? "their " : "its ";
      return switch (statement.element().kind()) {
        case ENTITY -> whose + "rows are deleted";
        case FIELD -> whose + "values are deleted";
        case ENUM -> whose + "fields are converted or dropped";
        case VALUE -> whose + "rows need another value";
      };
    }
  }
}
