package dev.kizaki.engine.project;

import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.generator.ChangelogGenerator;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.Objects;

/**
 * The migrations of a history in the forms that run: SQL, and change sets of Liquibase.
 *
 * @param schema the PostgreSQL schema that holds the tables
 */
public record MigrationSql(CommittedHistory history, String schema) {
  public MigrationSql {
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(schema, "schema");
  }

  /**
   * A migration as SQL.
   *
   * @param migration resolved
   */
  public SqlMigration of(Migration migration) {
    return new SqlMigration(
        migration.number(),
        migration.name(),
        migration.digest(),
        migration.snapshot().parent(),
        PostgresGenerator.generate(
            history.before(migration),
            migration.plan().statements(),
            schema,
            new DatabaseNames(migration.snapshot().naming())));
  }

  /**
   * A migration as change sets.
   *
   * @param migration resolved
   */
  public Changelog changelog(Migration migration) {
    return ChangelogGenerator.generate(
        of(migration),
        history.before(migration),
        migration.plan().statements(),
        schema,
        new DatabaseNames(migration.snapshot().naming()));
  }
}
