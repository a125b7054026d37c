package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.text.PlanPrinter;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanQuestion.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists the answers to a choice: all its renames, another rename of a dropped element, or no
 * rename. If several renames depend on each other, each can also be selected alone; the next plan
 * then asks about the rest.
 */
final class RenameOptions {
  private static final String KEPT = "rows keep their values";

  /** Any other alternative can be typed; a longer list would hide the answers that are likely. */
  private static final int LISTED_ALTERNATIVES = 5;

  private RenameOptions() {}

  /**
   * @param question the question of the choice; a choice that was read from a draft may have none
   */
  static List<Option> of(Choice choice, Optional<RenameQuestion> question) {
    Map<RenameStatement, List<RenameStatement>> alternatives =
        question.map(RenameQuestion::alternatives).orElse(Map.of());
    List<Pair> pairs =
        choice.eitherStatements().stream()
            .filter(RenameStatement.class::isInstance)
            .map(RenameStatement.class::cast)
            .filter(rename -> question.isEmpty() || alternatives.containsKey(rename))
            .map(rename -> new Pair(rename, isChanged(rename, choice)))
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
      alternatives.getOrDefault(pair.statement(), List.of()).stream()
          .limit(LISTED_ALTERNATIVES)
          .forEach(other -> options.add(single(StatementText.of(other), KEPT)));
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

  private static List<String> texts(List<? extends PlanItem> items) {
    return PlanPrinter.items(new Plan("", items.stream().map(PlanLine::of).toList()));
  }

  /** Whether the second choice keeps the element under its old name, with another type. */
  private static boolean isChanged(RenameStatement rename, Choice choice) {
    return choice.or().stream()
        .anyMatch(each -> each instanceof ChangeField && each.element().equals(rename.element()));
  }

  /**
   * A rename, with the statements that replace it if it is not made.
   *
   * @param changed whether the element is changed then, and not dropped
   */
  private record Pair(RenameStatement statement, boolean changed) {
    String rename() {
      return StatementText.of(statement);
    }

    /** The answer that the rename is not made. */
    String drop() {
      return "%s %s".formatted(changed ? "change" : "drop", statement.element().text());
    }

    String dropAndAdd() {
      return "%s, add %s".formatted(drop(), statement.elementAfter().text());
    }

    /** Pairs that depend on each other can be of several kinds; the text describes the first. */
    String loss(boolean several) {
      String owner = several ? "their" : "its";
      if (changed) {
        return "%s values are converted".formatted(owner);
      }
      return switch (statement.element().kind()) {
        case ENTITY -> "%s rows are deleted".formatted(owner);
        case FIELD -> "%s values are deleted".formatted(owner);
        case SEQUENCE -> "%s position is lost".formatted(owner);
        case OBJECT -> "%s text is dropped".formatted(owner);
        case ENUM -> "%s fields are converted or dropped".formatted(owner);
        case VALUE -> "%s rows need another value".formatted(owner);
      };
    }
  }
}
