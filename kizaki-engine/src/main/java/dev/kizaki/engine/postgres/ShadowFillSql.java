package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.sql.ExpressionSettings;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the shadow columns of one table equal to what the columns will be. A trigger computes them
 * in the rows that others write, and the fill in all others. The trigger computes them always, not
 * only where the column has changed, so that a foreign key of the shadow column that fires first,
 * or a writer that names all columns, does no harm.
 *
 * @param columns those of the table, at least one
 */
record ShadowFillSql(DatabaseMapping mapping, SqlScript script, List<ShadowColumn> columns) {
  /** Adds the columns, then the trigger, then fills the columns. */
  List<OnlineStep> steps() {
    List<OnlineStep> steps = new ArrayList<>();
    steps.add(add());
    steps.add(
        brief(
            sql("CREATE FUNCTION")
                .words(function())
                .words("RETURNS trigger LANGUAGE plpgsql")
                .words(
                    settings(mapping.schema(), columns.stream().anyMatch(ShadowColumn::evaluates)))
                .words("AS")
                .string(body()),
            new Footprint().createsIn(mapping.schema())));
    Footprint triggering =
        new Footprint().alters(table(), LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG);
    steps.add(
        brief(
            sql("CREATE TRIGGER")
                .identifier(name())
                .words("BEFORE INSERT OR UPDATE ON")
                .table(table())
                .words("FOR EACH ROW WHEN (" + unlessFilling(table()) + ") EXECUTE FUNCTION")
                .words(function()),
            triggering));
    steps.add(
        brief(
            sql("ALTER TABLE").table(table()).words("ENABLE ALWAYS TRIGGER").identifier(name()),
            triggering));
    steps.add(fill());
    return steps;
  }

  /** Removes trigger and function. */
  List<OnlineStep> removal() {
    return List.of(
        brief(
            sql("DROP TRIGGER").identifier(name()).words("ON").table(table()),
            new Footprint().alters(table(), RowAccess.CATALOG)),
        brief(sql("DROP FUNCTION").words(function()), new Footprint()));
  }

  private TableName table() {
    return columns.get(0).table();
  }

  /** PostgreSQL fires triggers in the order of their names: this one after those of most others. */
  private String name() {
    return DatabaseNames.temporary("~" + table().table() + "_" + columns.get(0).column());
  }

  private String function() {
    return Quoting.qualified(mapping.schema(), name()) + "()";
  }

  /**
   * The fill computes the same, and a call of a function for each row would triple its time. That
   * of another column of the table changes nothing that this one depends on.
   */
  static String unlessFilling(TableName table) {
    return "pg_catalog.current_setting(%s, true) IS DISTINCT FROM %s"
        .formatted(Quoting.string(OnlineStep.Fill.SETTING), Quoting.string(table.table()));
  }

  private OnlineStep add() {
    List<String> actions = new ArrayList<>();
    Footprint footprint = new Footprint().alters(table(), RowAccess.CATALOG);
    for (ShadowColumn each : columns) {
      actions.add(sql("ADD COLUMN").words(each.quotedShadow()).words(each.sqlType()).text());
      if (!each.required()) {
        actions.add(sql("ADD COLUMN").identifier(each.failed()).words("boolean").text());
      }
      footprint.usesType(mapping, each.type());
    }
    return brief(sql("ALTER TABLE").table(table()).list(actions), footprint);
  }

  private OnlineStep fill() {
    String assignments =
        columns.stream().flatMap(ShadowFillSql::assignments).collect(Collectors.joining(", "));
    return new OnlineStep.Fill(
        script.step(
            sql("UPDATE").table(table()).words("SET").words(assignments),
            new Footprint().updatesAll(table())),
        table(),
        columns.get(0).column(),
        assignments,
        isChanged(columns),
        Stream.concat(
                columns.stream()
                    .filter(ShadowColumn::required)
                    .map(each -> each.quotedShadow() + " IS NULL"),
                Stream.of(columns.stream().filter(each -> !each.required()).toList())
                    .filter(nullable -> !nullable.isEmpty())
                    .map(ShadowFillSql::isChanged))
            .collect(Collectors.joining(" OR ")),
        true,
        true);
  }

  /** An expression may give null, also in a column that has none in the end. */
  private static String isChanged(List<ShadowColumn> columns) {
    String shadows =
        columns.stream().map(ShadowColumn::quotedShadow).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(each -> "(%s)::%s".formatted(each.value(), each.sqlType()))
            .collect(Collectors.joining(", "));
    return "pg_catalog.record_image_ne(ROW(%s), ROW(%s))".formatted(shadows, values);
  }

  /** What the trigger does, which does nothing while the fill writes. */
  private static Stream<String> assignments(ShadowColumn column) {
    String value = column.quotedShadow() + " = " + column.value();
    return column.required()
        ? Stream.of(value)
        : Stream.of(value, Quoting.identifier(column.failed()) + " = NULL");
  }

  /**
   * Those of a migration, because a writer may have others.
   *
   * @param evaluates whether the function evaluates expressions whose meaning depends on them
   */
  static String settings(String schema, boolean evaluates) {
    String path = ExpressionSettings.path(Quoting.identifier(schema));
    if (!evaluates) {
      return "SET search_path = " + path;
    }
    return ExpressionSettings.with(path).entrySet().stream()
        .filter(each -> !each.getKey().equals("row_security"))
        .map(
            each ->
                "SET %s = %s"
                    .formatted(
                        each.getKey(),
                        each.getKey().equals("search_path")
                            ? each.getValue()
                            : Quoting.string(each.getValue())))
        .collect(Collectors.joining(" "));
  }

  /**
   * A write must not fail because of a column that its author does not know. A name that is both a
   * column and a variable, such as {@code old}, is the column.
   */
  private String body() {
    return "\n#variable_conflict use_column\nBEGIN\n"
        + columns.stream().map(this::block).collect(Collectors.joining())
        + "  RETURN NEW;\nEND";
  }

  private String block(ShadowColumn column) {
    String failed = column.required() ? "" : "NEW." + Quoting.identifier(column.failed());
    return """
      BEGIN
        NEW.%1$s := (SELECT %2$s FROM (SELECT NEW.*) AS %3$s);
    %4$s\
      EXCEPTION WHEN OTHERS THEN
        NEW.%1$s := NULL;
    %5$s\
      END;
    """
        .formatted(
            column.quotedShadow(),
            column.value(),
            Quoting.identifier(table().table()),
            failed.isEmpty() ? "" : "    " + failed + " := NULL;\n",
            failed.isEmpty() ? "" : "    " + failed + " := true;\n");
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }
}
