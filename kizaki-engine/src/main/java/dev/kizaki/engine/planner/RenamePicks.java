package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.planner.PlanQuestion.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answers to a block: all its renames, another rename of what is gone, or none. Of renames that
 * depend on each other each alone can be picked too; the next plan asks about the rest.
 */
final class RenamePicks {
  private static final String KEPT = "rows keep their values";

  private RenamePicks() {}

  /**
   * @param alternatives other renames that may be meant, by the one that the block holds
   */
  static List<Pick> of(Choice choice, Map<PlanStatement, List<PlanStatement>> alternatives) {
    List<Pair> pairs = choice.either().stream().flatMap(each -> Pair.of(each).stream()).toList();
    List<Pick> picks = new ArrayList<>();
    picks.add(
        new Pick(
            pairs.stream().map(Pair::rename).collect(Collectors.joining("; ")),
            pairs.stream().map(Pair::rename).toList(),
            KEPT,
            texts(choice.either())));
    if (pairs.size() > 1) {
      pairs.forEach(pair -> picks.add(alone(pair.rename(), KEPT + "; the rest is asked next")));
    }
    for (Pair pair : pairs) {
      for (PlanStatement other : alternatives.getOrDefault(pair.statement(), List.of())) {
        picks.add(alone(StatementText.of(other), KEPT));
      }
    }
    picks.add(
        new Pick(
            pairs.stream().map(Pair::drop).collect(Collectors.joining("; ")),
            pairs.stream().map(Pair::apart).toList(),
            pairs.get(0).loss(pairs.size() > 1),
            texts(choice.or())));
    return picks;
  }

  private static Pick alone(String rename, String effect) {
    return new Pick(rename, List.of(rename), effect, List.of());
  }

  private static List<String> texts(List<PlanStatement> statements) {
    return statements.stream().map(StatementText::of).toList();
  }

  /** What is gone and what it may have become. */
  private record Pair(PlanStatement statement, Subject gone, Subject fresh) {
    static Optional<Pair> of(PlanStatement statement) {
      if (statement instanceof RenameEntity rename) {
        return Optional.of(pair(rename, Kind.ENTITY, "", rename.from(), rename.to()));
      }
      if (statement instanceof RenameEnum rename) {
        return Optional.of(pair(rename, Kind.ENUM, "", rename.from(), rename.to()));
      }
      if (statement instanceof RenameField rename) {
        return Optional.of(pair(rename, Kind.FIELD, rename.entity(), rename.from(), rename.to()));
      }
      return statement instanceof RenameEnumValue rename
          ? Optional.of(pair(rename, Kind.VALUE, rename.enumName(), rename.from(), rename.to()))
          : Optional.empty();
    }

    private static Pair pair(
        PlanStatement statement, Kind kind, String owner, String from, String to) {
      return new Pair(statement, new Subject(kind, owner, from), new Subject(kind, owner, to));
    }

    String rename() {
      return StatementText.of(statement);
    }

    String drop() {
      return "drop " + gone.words();
    }

    String apart() {
      return "drop " + gone.words() + ", add " + fresh.words();
    }

    /** Pairs that depend on each other can be of several kinds; the first one's is named. */
    String loss(boolean several) {
      String whose = several ? "their " : "its ";
      return switch (gone.kind()) {
        case ENTITY -> whose + "rows are deleted";
        case FIELD -> whose + "values are deleted";
        case ENUM -> whose + "fields are converted or dropped";
        case VALUE -> whose + "rows need another value";
      };
    }
  }
}
