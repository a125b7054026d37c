package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.jdbc.ExpressionComparison;
import dev.kizaki.engine.jdbc.ExpressionComparison.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An expression of which the printed text does not show whether it is still that of the migrations.
 *
 * @param kept what PostgreSQL printed after the migration; absent if that was not kept
 * @param live what it prints now; absent if the table is locked
 */
public record UncertainExpression(
    ExpectedExpression expected, Optional<String> kept, Optional<String> live) {
  public UncertainExpression {
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(live, "live");
  }

  /** The column, check or index. */
  public ObjectName name() {
    return expected.object().name();
  }

  /** Whether the comparison of the catalog has found a difference in the expression already. */
  boolean isIn(CatalogComparison catalog) {
    return catalog.drift().stream()
        .anyMatch(
            item ->
                item instanceof DriftItem.Changed changed
                    && changed.name().equals(name())
                    && changed.properties().contains(expected.property()));
  }

  /**
   * Lets PostgreSQL parse the texts. The expression is the same if it means what was kept, or what
   * the schema says. It is different if it does not mean what was kept; without that, the schema's
   * text decides, which may have been parsed when a column had another type.
   */
  Outcome compare(ExpressionComparison comparison) {
    if (live.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    String table = expected.table();
    Outcome bySchema = comparison.compare(table, expected.text(), live.get());
    if (bySchema == Outcome.SAME || kept.isEmpty()) {
      return bySchema;
    }
    return comparison.compare(table, kept.get(), live.get());
  }

  /** The expression as a difference of its object. */
  DriftItem drift() {
    CatalogObject object = expected.object();
    Property property = expected.property();
    return new DriftItem.Changed(
        object, object.with(property, expected.valuesWith(live.orElseThrow())), List.of(property));
  }
}
