package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Optional;

/**
 * Replaces an enum value by another one in all rows, and in those that the old version of an
 * application writes until the value is dropped. The trigger fires after those of most others,
 * because PostgreSQL fires triggers in the order of their names (documentation, section 39.1).
 *
 * @param column the column
 * @param from the label to replace
 * @param to the label in its place
 */
record MappedValueSql(
    DatabaseMapping mapping, SqlScript script, EntityField column, String from, String to) {
  /** Writes the update, with the form in which it is carried out. */
  void write() {
    Footprint updating = new Footprint().updatesSome(table());
    SqlBuilder update =
        sql("UPDATE")
            .table(table())
            .words("SET")
            .words(assignment())
            .words("WHERE")
            .words(is("", from));
    script.add(
        update,
        updating,
        Optional.empty(),
        table(),
        List.of(
            brief(
                sql("CREATE FUNCTION")
                    .words(function())
                    .words("RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog,")
                    .identifier(mapping.schema())
                    .words("AS")
                    .string(
                        "\nBEGIN\n  NEW.%s;\n  RETURN NEW;\nEND"
                            .formatted(assignment().replace(" = ", " := "))),
                new Footprint().createsIn(mapping.schema())),
            brief(
                sql("CREATE TRIGGER")
                    .identifier(name())
                    .words("BEFORE INSERT OR UPDATE ON")
                    .table(table())
                    .words("FOR EACH ROW WHEN (%s) EXECUTE FUNCTION".formatted(is("NEW.", from)))
                    .words(function()),
                triggering()),
            brief(
                sql("ALTER TABLE").table(table()).words("ENABLE ALWAYS TRIGGER").identifier(name()),
                triggering()),
            new OnlineStep.Fill(
                script.step(update, updating),
                table(),
                columnName(),
                assignment(),
                is("", from),
                is("", from),
                false,
                false),
            new OnlineStep.Cleanup(
                script.step(
                    sql("DROP TRIGGER").identifier(name()).words("ON").table(table()),
                    new Footprint().alters(table(), RowAccess.CATALOG))),
            new OnlineStep.Cleanup(
                script.step(sql("DROP FUNCTION").words(function()), new Footprint()))));
  }

  private TableName table() {
    return mapping.table(column.entity().name());
  }

  private String columnName() {
    return mapping.columnName(column.entity().name(), column.field().name());
  }

  private String name() {
    return DatabaseNames.temporary("~%s_%s_%s".formatted(table().table(), columnName(), from));
  }

  private String function() {
    return Quoting.qualified(mapping.schema(), name()) + "()";
  }

  private String assignment() {
    return Quoting.identifier(columnName()) + " = " + Quoting.string(to);
  }

  private String is(String row, String label) {
    return row + Quoting.identifier(columnName()) + " = " + Quoting.string(label);
  }

  private Footprint triggering() {
    return new Footprint().alters(table(), LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG);
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }
}
