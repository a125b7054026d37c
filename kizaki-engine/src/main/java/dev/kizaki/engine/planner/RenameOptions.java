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
 * Lists the answers to a choice: all its renames, another rename of a dropped element, or no
 * rename. If several renames depend on each other, each can also be selected alone; the next plan
 * then asks about the rest.
 */
final class RenameOptions {
  private static final String KEPT = "rows keep their values";

  private RenameOptions() {}

  /**
   * @param alternatives other renames that may be meant, by the rename of the choice
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
      pairs.forEach(pair -> options.add(single(pair.rename(), KEPT + "; the rest is asked next")));
    }
    for (Pair pair : pairs) {
      for (RenameStatement other : alternatives.getOrDefault(pair.statement(), List.of())) {
        options.add(single(StatementText.of(other), KEPT));
      }
    }
    options.add(
        new Option(
            pairs.stream().map(Pair::drop).collect(Collectors.joining("; ")),
            pairs.stream().map(Pair::dropAndAdd).toList(),
            pairs.get(0).loss(pairs.size() > 1),
            texts(choice.or())));
    return options;
  }

  private static Option single(String rename, String effect) {
    return new Option(rename, List.of(rename), effect, List.of());
  }

  private static List<String> texts(List<PlanStatement> statements) {
    return statements.stream().map(StatementText::of).toList();
  }

  /** A rename, with the drop and the addition that replace it if it is not made. */
  private record Pair(RenameStatement statement) {
    String rename() {
      return StatementText.of(statement);
    }

    String drop() {
      return "drop %s".formatted(statement.element().text());
    }

    String dropAndAdd() {
      return "%s, add %s".formatted(drop(), statement.elementAfter().text());
    }

    /** Pairs that depend on each other can be of several kinds; the text describes the first. */
    String loss(boolean several) {
      String owner = several ? "their" : "its";
      return switch (statement.element().kind()) {
        case ENTITY -> "%s rows are deleted".formatted(owner);
        case FIELD -> "%s values are deleted".formatted(owner);
        case ENUM -> "%s fields are converted or dropped".formatted(owner);
        case VALUE -> "%s rows need another value".formatted(owner);
      };
    }
  }
}
