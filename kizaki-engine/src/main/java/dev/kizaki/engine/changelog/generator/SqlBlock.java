package dev.kizaki.engine.changelog.generator;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.Quoting.string;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.changelog.NativeValues;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.ExpressionSettings;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.PrintedForm;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.StepTable;
import dev.kizaki.engine.sql.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the SQL of a changelog that does not come from plan statements. */
final class SqlBlock {
  private static final String IN_PROGRESS =
      " is in progress: finish it with kizaki:apply, or take it back with kizaki:abort, before"
          + " Liquibase runs";

  private SqlBlock() {}

  /**
   * Sets the settings on which the meaning of an expression depends, until the end of the
   * transaction, because Liquibase's session may have any settings.
   */
  static String settings(String schema) {
    return settings(ExpressionSettings.with(path(schema)));
  }

  /**
   * The same for a rollback that makes functions. Their bodies are not checked: a table can have a
   * name that an earlier change set gives it back only later.
   */
  static String settingsWithoutBodies(String schema) {
    Map<String, String> settings = new LinkedHashMap<>(ExpressionSettings.with(path(schema)));
    settings.put("check_function_bodies", "off");
    return settings(settings);
  }

  private static String path(String schema) {
    return ExpressionSettings.path(identifier(schema));
  }

  private static String settings(Map<String, String> settings) {
    return sql("SELECT")
        .lines(
            settings.entrySet().stream()
                .map(
                    each ->
                        "pg_catalog.set_config(%s, %s, true)"
                            .formatted(string(each.getKey()), string(each.getValue()))))
        .text();
  }

  /**
   * Creates the schema if it does not exist. If it exists, the role needs no privilege to create
   * schemas.
   */
  static String schema(String name) {
    return block(
        condition(
            sql("NOT EXISTS")
                .parenthesized(
                    sql("SELECT FROM pg_catalog.pg_namespace WHERE nspname =").string(name).text()),
            sql("CREATE SCHEMA").identifier(name).text() + ";"));
  }

  /** Creates a table of columns without defaults. */
  static String create(DatabaseChange.CreateTable table) {
    Stream<String> columns =
        table.columns().stream()
            .map(
                each ->
                    sql(identifier(each.name()))
                        .words(each.type())
                        .wordsIf(each.required(), "NOT NULL")
                        .text());
    Stream<String> key =
        table.key().stream()
            .map(
                each ->
                    sql("CONSTRAINT")
                        .identifier(each.name())
                        .words("PRIMARY KEY")
                        .identifiers(each.columns())
                        .text());
    return sql("CREATE TABLE").table(table.table()).block(Stream.concat(columns, key)).text();
  }

  static String insert(DatabaseChange.InsertRow row) {
    return sql("INSERT INTO")
        .table(row.table())
        .identifiers(row.values().stream().map(DatabaseChange.Cell::column).toList())
        .line("VALUES")
        .parenthesized(
            row.values().stream()
                .map(each -> NativeValues.expression(each.value()))
                .collect(Collectors.joining(", ")))
        .text();
  }

  /** Adds a column to a history table that was created by an earlier version. */
  static String addKeptForms(String schema) {
    return block(
        condition(
            sql("NOT EXISTS")
                .parenthesized(
                    sql("SELECT FROM pg_catalog.pg_attribute WHERE attrelid =")
                        .string(Quoting.table(HistoryTable.in(schema)))
                        .words("::pg_catalog.regclass AND attname =")
                        .string(HistoryTable.KEPT_FORMS)
                        .text()),
            HistoryTable.addKeptForms(schema) + ";"));
  }

  /** Keeps what PostgreSQL prints of the objects of a migration. */
  static String keepForms(String schema, String where, List<PrintedForm> forms) {
    return sql("UPDATE")
        .table(HistoryTable.in(schema))
        .words("SET")
        .words(HistoryTable.KEPT_FORMS)
        .words("=")
        .words(PrintedForm.json(forms))
        .line("WHERE")
        .words(where)
        .text();
  }

  static String dropHistory(String schema) {
    return sql("DROP TABLE").table(HistoryTable.in(schema)).text();
  }

  static String deleteHistory(String schema, String where) {
    return sql("DELETE FROM").table(HistoryTable.in(schema)).words("WHERE").words(where).text();
  }

  /** Fails if PostgreSQL would silently change some values. */
  static String guard(CheckQuery.Trial trial) {
    return block(
        condition(
            sql("(" + trial.query() + ")").words("> 0"),
            raise("Some %s.".formatted(trial.problem().many()))));
  }

  /** Fails with this message. */
  static String failure(String sentence) {
    return block(raise(sentence));
  }

  /** Fails if the history table still has rows. */
  static String emptyHistory(String schema) {
    return block(
        condition(
            sql("EXISTS").parenthesized(sql("SELECT FROM").table(HistoryTable.in(schema)).text()),
            raise("The history of migrations still has rows, and is not dropped.")));
  }

  /** Counts the history tables of the schema: 0 or 1. */
  static String countHistoryTables(String schema) {
    return sql("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname =")
        .string(schema)
        .words("AND tablename =")
        .string(HistoryTable.NAME)
        .text();
  }

  /**
   * Counts the history rows of a migration: 0 or 1. Fails while {@code apply} carries a migration
   * out in stages, with a message that names it; the table that records the stages may not exist.
   */
  static String countRows(String schema, int number) {
    String steps = Quoting.table(new TableName(schema, StepTable.NAME));
    String names = sql("SELECT pg_catalog.array_to_tsvector(ARRAY[name]) FROM").words(steps).text();
    return sql("SELECT count(*) + CASE WHEN pg_catalog.to_regclass(%s) IS NULL THEN 0"
            .formatted(string(steps)))
        .words(
            "ELSE coalesce((SELECT CAST(word || %s AS integer) FROM pg_catalog.ts_stat(%s)), 0) END"
                .formatted(string(IN_PROGRESS), string(names)))
        .words("FROM")
        .table(HistoryTable.in(schema))
        .words("WHERE number =")
        .words(Integer.toString(number))
        .text();
  }

  private static String raise(String sentence) {
    return sql("RAISE EXCEPTION USING MESSAGE =").string(sentence).text() + ";";
  }

  private static String condition(SqlBuilder condition, String command) {
    return sql("IF")
        .words(condition.text())
        .words("THEN")
        .line("    " + command)
        .line("  END IF;")
        .text();
  }

  private static String block(String body) {
    String code = "BEGIN\n  " + body + "\nEND";
    return "DO " + (code.contains("$") ? string(code) : "$$" + code + "$$");
  }
}
