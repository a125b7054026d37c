package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.SequenceOptions;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a field that has rows take its numbers from a sequence of its own, without blocking others
 * while the rows are read. Meanwhile a sequence that exists only for that time is kept after all
 * numbers in use: a trigger moves it when others write a higher one, so that the highest number
 * need not be looked for in the end. Rows without a value are numbered from it.
 *
 * @param entity the entity
 * @param before the field before the change, which owns no sequence
 * @param after the field after it, of the same type
 */
record NumberedFieldSql(
    DatabaseMapping mapping,
    SqlScript script,
    ColumnSql columns,
    ReferenceSql references,
    String entity,
    Field before,
    Field after) {
  /** Whether the rows were there before, and the highest number is the last one. */
  boolean isPossible() {
    return !script.isNew(table()) && !options().isDescending();
  }

  /** The steps of the whole change. */
  List<OnlineStep> steps() {
    List<OnlineStep> steps = new ArrayList<>(watching());
    steps.add(
        new OnlineStep.Reading(
            script.step(position(), new Footprint().reads(table())),
            "the highest %s.%s".formatted(table().table(), column())));
    if (before.nullable() && !after.nullable()) {
      steps.addAll(
          new RowFillSql(mapping, script)
              .steps(entity, after, Values.nextValue(numbers()), update(), false));
      steps.addAll(new RequiredColumnSql(script, table(), column()).steps());
    }
    script.apart(this::giveSequence).forEach(each -> steps.add(new OnlineStep.Brief(each)));
    return steps;
  }

  private TableName table() {
    return mapping.table(entity);
  }

  private String column() {
    return mapping.columnName(entity, after.name());
  }

  private SequenceOptions options() {
    return after.ownedSequence().orElseThrow().options();
  }

  private TableName numbers() {
    TableName own = mapping.sequence(entity, after);
    return new TableName(own.schema(), DatabaseNames.temporary(own.table()));
  }

  private String sequence() {
    return Quoting.string(Quoting.table(numbers()));
  }

  private String trigger() {
    return DatabaseNames.temporary("~" + table().table() + "_" + column() + "_seq");
  }

  private String function() {
    return Quoting.qualified(mapping.schema(), trigger()) + "()";
  }

  /** Those who write rows need no right to the sequence before, and not after the change. */
  private List<OnlineStep> watching() {
    Footprint triggering =
        new Footprint().alters(table(), LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG);
    return List.of(
        brief(
            OwnedSequenceSql.creation(after, numbers()),
            new Footprint().createsIn(mapping.schema())),
        brief(
            sql("GRANT SELECT, USAGE, UPDATE ON SEQUENCE").table(numbers()).words("TO PUBLIC"),
            new Footprint()),
        brief(
            sql("CREATE FUNCTION")
                .words(function())
                .words("RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS")
                .string(body()),
            new Footprint().createsIn(mapping.schema())),
        brief(
            sql("CREATE TRIGGER")
                .identifier(trigger())
                .words("BEFORE INSERT OR UPDATE ON")
                .table(table())
                .words("FOR EACH ROW WHEN (NEW.%s IS NOT NULL)".formatted(quotedColumn()))
                .words("EXECUTE FUNCTION")
                .words(function()),
            triggering),
        brief(
            sql("ALTER TABLE").table(table()).words("ENABLE ALWAYS TRIGGER").identifier(trigger()),
            triggering));
  }

  /** A write must not fail because of a sequence that its author does not know. */
  private String body() {
    return """

    BEGIN
      IF NEW.%1$s > (SELECT last_value FROM %2$s) THEN
        PERFORM setval(%3$s, least(NEW.%1$s, %4$d));
      END IF;
      RETURN NEW;
    EXCEPTION WHEN OTHERS THEN
      RETURN NEW;
    END\
    """
        .formatted(quotedColumn(), Quoting.table(numbers()), sequence(), limit());
  }

  private SqlBuilder position() {
    return sql("SELECT")
        .words("pg_catalog.setval(%s, least(highest, %d))".formatted(sequence(), limit()))
        .words("FROM")
        .table(numbers())
        .words(", (SELECT max(%s) AS highest FROM".formatted(quotedColumn()))
        .table(table())
        .words(") AS t WHERE highest >= last_value");
  }

  private long limit() {
    return options().max(scalar());
  }

  private Scalar scalar() {
    return ((FieldType.Simple) after.type()).scalar();
  }

  private SqlCommand update() {
    return script.step(
        sql("UPDATE")
            .table(table())
            .words("SET")
            .words(quotedColumn() + " = " + Values.nextValue(numbers()))
            .words("WHERE")
            .words(quotedColumn() + " IS NULL"),
        references.updating(entity, List.of(after.name()), false));
  }

  /** The column gets its own sequence, which goes on after the numbers in use. */
  private void giveSequence() {
    TableName own = mapping.sequence(entity, after);
    if (before.defaultValue().isPresent()) {
      columns.dropDefault(entity, before);
    }
    columns.sequences().give(entity, after, columns);
    script.add(OwnedSequenceSql.carrying(numbers(), own), new Footprint());
    if (!before.nullable() && after.nullable()) {
      columns.dropRequired(entity, before);
    }
    script.add(
        sql("DROP TRIGGER").identifier(trigger()).words("ON").table(table()),
        new Footprint().alters(table(), RowAccess.CATALOG));
    script.add(sql("DROP FUNCTION").words(function()), new Footprint());
    script.add(sql("DROP SEQUENCE").table(numbers()), new Footprint());
  }

  private String quotedColumn() {
    return Quoting.identifier(column());
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }
}
