package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.postgres.ExpressionForms;
import dev.kizaki.engine.sql.PrintedForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the expressions of a database are those that its migrations made. The catalog comparison
 * sees only whether there is an expression. What PostgreSQL prints of it now is compared with what
 * it printed after the migration: equal texts are the same expression. Texts that differ can still
 * be the same one, because another version of PostgreSQL, or a restore, prints another text. To
 * know more, PostgreSQL has to parse both, which needs the right to create temporary objects.
 *
 * @param drift the expressions that are different
 * @param unknown those of which it is unknown
 * @param mayCompare whether the role may create temporary objects
 */
public record ExpressionDrift(
    List<DriftItem> drift, List<UncertainExpression> unknown, boolean mayCompare) {
  public ExpressionDrift {
    drift = List.copyOf(drift);
    unknown = List.copyOf(unknown);
  }

  /**
   * The expressions of which the printed texts do not show that they are the same. An expression
   * that is missing is left out, because the catalog comparison reports it.
   *
   * @param applied whether a migration is applied
   * @param waits whether to wait for another session that has locked a table
   */
  static List<UncertainExpression> uncertain(
      List<ExpectedExpression> expected,
      ReadSession session,
      String schema,
      boolean applied,
      boolean waits) {
    if (expected.isEmpty()) {
      return List.of();
    }
    Map<String, String> kept = applied ? session.keptForms() : Map.of();
    List<PrintedForm> forms =
        expected.stream().map(each -> ExpressionForms.of(each, schema)).toList();
    Optional<Map<String, String>> live = session.printed(forms, waits);
    List<UncertainExpression> uncertain = new ArrayList<>();
    for (ExpectedExpression each : expected) {
      String place = each.place().text();
      Optional<String> before = Optional.ofNullable(kept.get(place));
      Optional<String> now = live.map(texts -> texts.get(place));
      boolean missing = live.isPresent() && now.isEmpty();
      if (!missing && (now.isEmpty() || !now.equals(before))) {
        uncertain.add(new UncertainExpression(each, before, now));
      }
    }
    return List.copyOf(uncertain);
  }

  /**
   * Lets PostgreSQL parse the expressions. Makes temporary objects, which are undone.
   *
   * @param sessions opens a session
   * @param bySchema whether the schema's text decides where nothing was kept
   */
  public static ExpressionDrift of(
      List<UncertainExpression> uncertain, Sessions sessions, boolean bySchema) {
    if (uncertain.isEmpty()) {
      return new ExpressionDrift(List.of(), List.of(), true);
    }
    List<DriftItem> drift = new ArrayList<>();
    List<UncertainExpression> unknown = new ArrayList<>();
    try (ExpressionComparison comparison = ExpressionComparison.open(sessions)) {
      if (!comparison.isPossible()) {
        return new ExpressionDrift(List.of(), uncertain, false);
      }
      for (UncertainExpression each : uncertain) {
        switch (each.compare(comparison)) {
          case SAME -> {}
          case DIFFERENT -> {
            if (bySchema || each.kept().isPresent()) {
              drift.add(each.drift());
            } else {
              unknown.add(each);
            }
          }
          case UNKNOWN -> unknown.add(each);
        }
      }
    }
    return new ExpressionDrift(drift, unknown, true);
  }
}
