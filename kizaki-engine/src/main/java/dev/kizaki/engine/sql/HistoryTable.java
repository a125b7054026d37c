package dev.kizaki.engine.sql;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.sql.DatabaseChange.Default;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table that records the migrations applied to a database, as data. */
public final class HistoryTable {
  public static final String NAME = "__kizaki_migration";

  /** The name of its primary key. */
  public static final String KEY = NAME + "_pkey";

  /**
   * The column of what PostgreSQL prints of the objects that the migration made or changed ({@link
   * PrintedForm}). It is null where that is unknown, because the row is older than the column.
   */
  public static final String KEPT_FORMS = "kept_forms";

  private static final String TIME = "timestamp with time zone";

  private HistoryTable() {}

  public static TableName in(String schema) {
    return new TableName(schema, NAME);
  }

  /** Its columns, in order. */
  public static List<DatabaseChange.Column> columns() {
    return List.of(
        column("number", "integer", true),
        column("name", "text", true),
        column("digest", "text", true),
        column("parent", "text", false),
        column("applied_at", TIME, true),
        column("applied_by", "text", true),
        column("duration_ms", "bigint", true),
        column("tool_version", "text", true),
        column(KEPT_FORMS, "jsonb", false));
  }

  /** The names of its columns, in order. */
  public static List<String> columnNames() {
    return columns().stream().map(DatabaseChange.Column::name).toList();
  }

  /** The command that adds {@link #KEPT_FORMS} to a table that was created without it. */
  public static String addKeptForms(String schema) {
    return sql("ALTER TABLE")
        .table(in(schema))
        .words("ADD COLUMN")
        .words(KEPT_FORMS)
        .words("jsonb")
        .text();
  }

  /** The command that creates the table. */
  public static DatabaseChange.CreateTable creation(String schema) {
    return new DatabaseChange.CreateTable(
        in(schema),
        columns(),
        Optional.of(new DatabaseChange.Group(KEY, List.of("number"))),
        List.of());
  }

  private static DatabaseChange.Column column(String name, String type, boolean required) {
    return new DatabaseChange.Column(name, type, required, Optional.empty(), false);
  }

  /**
   * The row of a migration that another tool applies, without kept forms.
   *
   * @param tool the tool's name; the duration is unknown and recorded as 0
   * @param knowsForms whether the forms that are not kept have not changed
   */
  public static DatabaseChange.InsertRow row(
      String schema,
      int number,
      String name,
      String digest,
      Optional<String> parent,
      String tool,
      boolean knowsForms) {
    List<DatabaseChange.Cell> cells = new ArrayList<>();
    cells.add(cell("number", Default.Kind.NUMBER, Integer.toString(number)));
    cells.add(cell("name", Default.Kind.TEXT, name));
    cells.add(cell("digest", Default.Kind.TEXT, digest));
    parent.ifPresent(value -> cells.add(cell("parent", Default.Kind.TEXT, value)));
    cells.add(cell("applied_at", Default.Kind.EXPRESSION, "clock_timestamp()"));
    cells.add(cell("applied_by", Default.Kind.EXPRESSION, "session_user"));
    cells.add(cell("duration_ms", Default.Kind.NUMBER, "0"));
    cells.add(cell("tool_version", Default.Kind.TEXT, tool));
    if (knowsForms) {
      cells.add(cell(KEPT_FORMS, Default.Kind.TEXT, "{}"));
    }
    return new DatabaseChange.InsertRow(in(schema), cells);
  }

  private static DatabaseChange.Cell cell(String column, Default.Kind kind, String value) {
    return new DatabaseChange.Cell(column, new Default(kind, value));
  }
}
