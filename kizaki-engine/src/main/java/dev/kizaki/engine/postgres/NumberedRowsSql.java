package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers the rows of a table in batches, for a new column that owns a sequence. PostgreSQL allows
 * an identity only where no row lacks a value. Until then the column of an identity takes its
 * numbers from a sequence that gives its position to that of the identity in the end.
 */
record NumberedRowsSql(
    DatabaseMapping mapping, SqlScript script, ColumnSql columns, ReferenceSql references) {
  /** The steps that add the column and number the rows. The sequence of a serial column exists. */
  List<OnlineStep> steps(String entity, Field field) {
    TableName table = mapping.table(entity);
    TableName own = mapping.sequence(entity, field);
    TableName numbers =
        field.isIdentity()
            ? new TableName(own.schema(), DatabaseNames.temporary(own.table()))
            : own;
    String column = mapping.columnName(entity, field.name());
    String next = Values.nextValue(numbers);
    Footprint altering = new Footprint().alters(table, RowAccess.CATALOG);
    List<OnlineStep> steps = new ArrayList<>();
    if (field.isIdentity()) {
      steps.add(
          brief(
              OwnedSequenceSql.creation(field, numbers),
              new Footprint().createsIn(mapping.schema())));
      // PostgreSQL asks for no right to the sequence of an identity column.
      steps.add(brief(sql("GRANT USAGE ON SEQUENCE").table(numbers).words("TO PUBLIC"), none()));
    }
    steps.add(
        brief(
            sql("ALTER TABLE")
                .table(table)
                .words("ADD COLUMN")
                .words(columns.definition(entity, field, false, Optional.empty())),
            altering));
    steps.add(brief(columns.alterColumn(entity, field, "SET DEFAULT " + next), altering));
    Footprint updating = references.updating(entity, List.of(field.name()), true);
    if (!field.isIdentity()) {
      updating.usesSequence(own);
    }
    steps.addAll(
        new RowFillSql(mapping, script)
            .steps(
                entity,
                field,
                next,
                script.step(
                    sql("UPDATE")
                        .table(table)
                        .words("SET")
                        .words(Quoting.identifier(column) + " = DEFAULT"),
                    updating),
                true));
    if (!field.nullable()) {
      steps.addAll(new RequiredColumnSql(script, table, column).steps());
    }
    if (field.isIdentity()) {
      steps.add(brief(columns.alterColumn(entity, field, "DROP DEFAULT"), altering));
      steps.add(
          brief(
              columns.alterColumn(
                  entity, field, "ADD " + columns.sequences().identity(entity, field)),
              new Footprint().alters(table, RowAccess.CATALOG).createsIn(mapping.schema())));
      steps.add(brief(OwnedSequenceSql.carrying(numbers, own), none()));
      steps.add(brief(sql("DROP SEQUENCE").table(numbers), none()));
    }
    return steps;
  }

  private static Footprint none() {
    return new Footprint();
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }
}
