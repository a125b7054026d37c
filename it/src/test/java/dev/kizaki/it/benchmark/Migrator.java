package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.util.List;

/** A way to apply the migrations of {@link SmallMigrations} that a database does not have yet. */
enum Migrator {
  KIZAKI("kizaki") {
    @Override
    void migrate(SmallMigrations migrations, TestDatabase database) {
      migrations.applyByKizaki(database);
    }
  },
  JDBC_LOOP("JDBC loop with a history row") {
    @Override
    void migrate(SmallMigrations migrations, TestDatabase database) throws Exception {
      JdbcLoop.run(database, migrations.commands());
    }
  },
  FLYWAY("Flyway") {
    @Override
    void migrate(SmallMigrations migrations, TestDatabase database) {
      FlywayScripts.migrate(database, migrations.flyway());
    }
  },
  LIQUIBASE("Liquibase") {
    @Override
    void migrate(SmallMigrations migrations, TestDatabase database) throws Exception {
      LiquibaseScripts.update(database, migrations.liquibase());
    }
  },
  PSQL("psql") {
    @Override
    void migrate(SmallMigrations migrations, TestDatabase database) throws Exception {
      PsqlScript.run(database, migrations.psql());
    }
  };

  private final String text;

  Migrator(String text) {
    this.text = text;
  }

  abstract void migrate(SmallMigrations migrations, TestDatabase database) throws Exception;

  String text() {
    return text;
  }

  /** Those that this machine has; says what is left out. */
  static List<Migrator> present() {
    if (PsqlScript.isPresent()) {
      return List.of(values());
    }
    System.out.println("There is no psql on this machine, so it is left out.");
    return List.of(KIZAKI, JDBC_LOOP, FLYWAY, LIQUIBASE);
  }
}
