package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.text.Plurals;
import java.util.Objects;

/**
 * What an adopted migration finds in a database that has no history and holds at least one of its
 * names: it is recorded without being run if everything that it makes is there, and refused
 * otherwise.
 *
 * @param migration the name of the migration
 * @param tables the number of tables that it makes
 * @param catalog how the database differs from what the migration makes
 */
public record Baseline(String migration, int tables, CatalogComparison catalog) {
  public Baseline {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(catalog, "catalog");
  }

  /** Whether everything that the migration makes is there. */
  public boolean matches() {
    return catalog.drift().isEmpty();
  }

  /** {@code Baselined 0001_adopt: 85 tables match.} */
  public String done() {
    return "Baselined %s: %s.".formatted(migration, match());
  }

  /** What will be done, as a sentence. */
  public String foretold() {
    return "Baseline: %s, so apply records %s without running it.".formatted(match(), migration);
  }

  private String match() {
    return Plurals.count(tables, "table") + (tables == 1 ? " matches" : " match");
  }
}
