package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.Helper;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;

/** The SQL of an object that exists only while a migration runs in stages. */
final class HelperSql {
  private HelperSql() {}

  /**
   * Drops it.
   *
   * @param schema the PostgreSQL schema that holds the tables
   */
  static void drop(Helper helper, String schema, SqlScript script) {
    TableName table = new TableName(schema, helper.table());
    SqlBuilder alter = sql("ALTER TABLE").table(table);
    Footprint altering = new Footprint().alters(table, RowAccess.CATALOG);
    String name = helper.name();
    switch (helper.kind()) {
      case TRIGGER ->
          script.add(sql("DROP TRIGGER").identifier(name).words("ON").table(table), altering);
      case FUNCTION ->
          script.add(
              sql("DROP FUNCTION IF EXISTS").qualified(schema, name).words("()"), new Footprint());
      case FOREIGN_KEY, CONSTRAINT ->
          script.add(alter.words("DROP CONSTRAINT").identifier(name), altering);
      case SEQUENCE ->
          script.add(
              sql("DROP SEQUENCE IF EXISTS").qualified(schema, name).words("CASCADE"),
              new Footprint());
      case INDEX -> script.add(sql("DROP INDEX IF EXISTS").qualified(schema, name), altering);
      case COLUMN -> script.add(alter.words("DROP COLUMN").identifier(name), altering);
      case TYPE -> script.add(sql("DROP TYPE").qualified(schema, name), new Footprint());
    }
  }
}
