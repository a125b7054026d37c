package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the expressions of a database with those that its migrations made, by their meaning. The
 * catalog comparison sees only whether there is an expression, because PostgreSQL prints one in
 * another form than the schema has it. To know more, both texts have to be parsed by PostgreSQL,
 * which needs the right to create temporary objects.
 */
final class ExpressionDrift {
  private ExpressionDrift() {}

  /**
   * Returns the expressions that differ. One that is missing is not returned, because the catalog
   * comparison reports it.
   *
   * @throws Refusal when the role may not create temporary objects
   */
  static List<DriftItem> of(ExpectedCatalog expected, Sessions sessions) {
    List<ExpectedExpression> expressions = ExpectedExpression.of(expected);
    if (expressions.isEmpty()) {
      return List.of();
    }
    Map<ExpressionPlace, String> found;
    try (ReadSession session = ReadSession.open(sessions)) {
      found = session.expressions();
    }
    List<DriftItem> drift = new ArrayList<>();
    try (ExpressionComparison comparison = ExpressionComparison.open(sessions)) {
      if (!comparison.isPossible()) {
        throw new Refusal(
            RefusalCode.RIGHTS_MISSING,
            """
            The expressions of %s can be compared only with the right to create temporary objects. \
            GRANT TEMPORARY ON DATABASE to the role, and run the same command again.\
            """
                .formatted(sessions.address()));
      }
      for (ExpectedExpression each : expressions) {
        String live = found.get(each.place());
        if (live != null && !comparison.areSame(each.table(), each.text(), live)) {
          drift.add(changed(each, live));
        }
      }
    }
    return List.copyOf(drift);
  }

  private static DriftItem changed(ExpectedExpression expected, String live) {
    CatalogObject object = expected.object();
    Property property = expected.property();
    return new DriftItem.Changed(
        object, object.with(property, expected.valuesWith(live)), List.of(property));
  }
}
