package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.takeover.PendingMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Objects;

/**
 * How a database differs from its applied migrations, and what it has already of the pending ones.
 *
 * @param catalog without the objects that a pending migration takes over
 * @param pending the pending migrations without open questions
 */
public record PendingComparison(
    CatalogComparison catalog, Takeovers takeovers, List<PendingMigration> pending) {
  public PendingComparison {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(takeovers, "takeovers");
    pending = List.copyOf(pending);
  }

  /** A copy with more drift, of what no pending migration takes over. */
  PendingComparison withDrift(List<DriftItem> more) {
    return new PendingComparison(catalog.with(more), takeovers, pending);
  }
}
