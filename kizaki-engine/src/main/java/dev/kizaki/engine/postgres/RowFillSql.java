package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.List;

/**
 * Gives a value to the rows without one, in batches. A trigger does the same for the rows that
 * others write meanwhile, so that none is without a value at the end. Its name sorts after those of
 * most others, because PostgreSQL fires triggers in the order of their names and it must see what
 * the others change (documentation, section 39.1).
 */
record RowFillSql(DatabaseMapping mapping, SqlScript script) {
  /**
   * Whether the trigger can compute the value: while it runs, a generated column has no value yet
   * (PostgreSQL documentation, section 5.4).
   */
  static boolean canFill(DatabaseMapping mapping, Entity entity, String value) {
    return entity.fields().stream()
        .filter(Field::isGenerated)
        .noneMatch(field -> value.contains(mapping.names().column(field)));
  }

  /**
   * The steps.
   *
   * @param value the value as an SQL expression over the row
   * @param update the update of all rows in one command
   * @param addsUpdates whether the command that does the same at once fires no triggers
   */
  List<OnlineStep> steps(
      String entity, Field field, String value, SqlCommand update, boolean addsUpdates) {
    TableName table = mapping.table(entity);
    String column = mapping.columnName(entity, field.name());
    String name = DatabaseNames.temporary("~" + table.table() + "_" + column);
    String function = Quoting.qualified(mapping.schema(), name) + "()";
    return List.of(
        brief(
            sql("CREATE FUNCTION")
                .words(function)
                .words("RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog,")
                .identifier(mapping.schema())
                .words("AS")
                .string(body(table, Quoting.identifier(column), value)),
            new Footprint().createsIn(mapping.schema())),
        brief(
            sql("CREATE TRIGGER")
                .identifier(name)
                .words("BEFORE INSERT OR UPDATE ON")
                .table(table)
                .words("FOR EACH ROW WHEN (NEW.%s IS NULL)".formatted(Quoting.identifier(column)))
                .words("EXECUTE FUNCTION")
                .words(function),
            new Footprint().alters(table, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG)),
        brief(
            sql("ALTER TABLE").table(table).words("ENABLE ALWAYS TRIGGER").identifier(name),
            new Footprint().alters(table, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG)),
        new OnlineStep.Fill(
            update,
            table,
            column,
            Quoting.identifier(column) + " = " + value,
            Quoting.identifier(column) + " IS NULL",
            Quoting.identifier(column) + " IS NULL",
            addsUpdates,
            false),
        analysis(script, table, List.of(column)),
        cleanup(
            sql("DROP TRIGGER").identifier(name).words("ON").table(table),
            new Footprint().alters(table, RowAccess.CATALOG)),
        cleanup(sql("DROP FUNCTION").words(function), new Footprint()));
  }

  /** Without it, the plans of queries that use the columns would be bad until an autovacuum. */
  static OnlineStep analysis(SqlScript script, TableName table, List<String> columns) {
    return new OnlineStep.Analysis(
        script.step(
            sql("ANALYZE").table(table).identifiers(columns),
            new Footprint().alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)),
        table);
  }

  /**
   * A write must not fail because of the value of a column that its author need not know yet. A
   * name that is both a column and a variable, such as {@code old}, is the column.
   */
  private static String body(TableName table, String column, String value) {
    return """

    #variable_conflict use_column
    BEGIN
      BEGIN
        NEW.%1$s := (SELECT %2$s FROM (SELECT NEW.*) AS %3$s);
      EXCEPTION WHEN OTHERS THEN
        NULL;
      END;
      RETURN NEW;
    END\
    """
        .formatted(column, value, Quoting.identifier(table.table()));
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }

  private OnlineStep cleanup(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Cleanup(script.step(command, footprint));
  }
}
