package dev.kizaki.engine.changelog;

import static dev.kizaki.engine.postgres.SqlWriter.identifier;
import static dev.kizaki.engine.postgres.SqlWriter.string;

import dev.kizaki.engine.postgres.SqlWriter;
import dev.kizaki.engine.sql.Ddl;
import dev.kizaki.engine.sql.ExpressionSettings;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.Probe;
import dev.kizaki.engine.sql.TableName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SQL that stands in a changelog beside what a plan's statements become. */
final class SqlBlock {
  private SqlBlock() {}

  /**
   * Pins what the meaning of an expression depends on, for the transaction: Liquibase's session has
   * the settings of whoever runs it.
   */
  static String settings(String schema) {
    String path = ExpressionSettings.path(identifier(schema));
    return ExpressionSettings.with(path).entrySet().stream()
        .map(
            each ->
                "pg_catalog.set_config("
                    + string(each.getKey())
                    + ", "
                    + string(each.getValue())
                    + ", true)")
        .collect(Collectors.joining(",\n  ", "SELECT ", ""));
  }

  /** Makes the schema where it is missing; where it is there, no right to make one is needed. */
  static String schema(String name) {
    return block(
        "IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = "
            + string(name)
            + ") THEN\n    CREATE SCHEMA "
            + identifier(name)
            + ";\n  END IF;");
  }

  /** Makes a table of plain columns. */
  static String create(Ddl.CreateTable table) {
    Stream<String> columns =
        table.columns().stream()
            .map(
                each ->
                    identifier(each.name())
                        + " "
                        + each.type()
                        + (each.required() ? " NOT NULL" : ""));
    Stream<String> key =
        table.key().stream()
            .map(
                each ->
                    "CONSTRAINT "
                        + identifier(each.name())
                        + " PRIMARY KEY ("
                        + identifiers(each.columns().stream())
                        + ")");
    return "CREATE TABLE "
        + qualified(table.table())
        + Stream.concat(columns, key).collect(Collectors.joining(",\n  ", " (\n  ", "\n)"));
  }

  static String insert(Ddl.InsertRow row) {
    return "INSERT INTO "
        + qualified(row.table())
        + " ("
        + identifiers(row.values().stream().map(Ddl.Cell::column))
        + ")\nVALUES ("
        + row.values().stream()
            .map(each -> NativeValues.expression(each.value()))
            .collect(Collectors.joining(", "))
        + ")";
  }

  static String dropHistory(String schema) {
    return "DROP TABLE " + historyTable(schema);
  }

  static String deleteHistory(String schema, String where) {
    return "DELETE FROM " + historyTable(schema) + " WHERE " + where;
  }

  private static String identifiers(Stream<String> names) {
    return names.map(SqlWriter::identifier).collect(Collectors.joining(", "));
  }

  private static String qualified(TableName table) {
    return SqlWriter.qualified(table.schema(), table.table());
  }

  /** Stops where PostgreSQL would make other values of some without a word. */
  static String guard(Probe.Trial trial) {
    return block(
        "IF ("
            + trial.query()
            + ") > 0 THEN\n    "
            + raise("Some " + trial.problem().many() + ".")
            + "\n  END IF;");
  }

  /** Fails with a sentence. */
  static String failure(String sentence) {
    return block(raise(sentence));
  }

  /** Stops where the history still has rows. */
  static String emptyHistory(String schema) {
    return block(
        "IF EXISTS (SELECT FROM "
            + historyTable(schema)
            + ") THEN\n    "
            + raise("The history of migrations still has rows, and is not dropped.")
            + "\n  END IF;");
  }

  /** How many history tables the schema has: none or one. */
  static String countHistoryTables(String schema) {
    return "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = "
        + string(schema)
        + " AND tablename = "
        + string(HistoryTable.NAME);
  }

  /** How many rows the history has for a migration: none or one. */
  static String countRows(String schema, int number) {
    return "SELECT count(*) FROM " + historyTable(schema) + " WHERE number = " + number;
  }

  private static String historyTable(String schema) {
    return qualified(HistoryTable.in(schema));
  }

  private static String raise(String sentence) {
    return "RAISE EXCEPTION USING MESSAGE = " + string(sentence) + ";";
  }

  private static String block(String body) {
    String code = "BEGIN\n  " + body + "\nEND";
    return "DO " + (code.contains("$") ? string(code) : "$$" + code + "$$");
  }
}
