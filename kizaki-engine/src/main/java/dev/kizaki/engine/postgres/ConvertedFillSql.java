package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.TableName;
import java.util.List;

/**
 * Keeps two columns of a table in step, of which each version of an application writes one. A
 * trigger computes the one that the writer does not know, and the fill the new one of all rows. A
 * value that cannot be converted is refused: it would be lost with the old column.
 *
 * <p>Null is null in both columns, unless the plan says what the new one has for it.
 *
 * @param field the new field
 * @param converted how it gets its value
 */
record ConvertedFillSql(
    DatabaseMapping mapping,
    SqlScript script,
    String entity,
    Field field,
    PlanValue.Converted converted) {
  /**
   * The steps.
   *
   * @param update the update of all rows in one command
   */
  List<OnlineStep> steps(SqlCommand update) {
    return List.of(
        brief(CarriedSql.toColumn(table(), oldColumn(), column()), triggering()),
        brief(
            sql("CREATE FUNCTION")
                .words(function())
                .words("RETURNS trigger LANGUAGE plpgsql")
                .words(ShadowFillSql.settings(mapping.schema(), true))
                .words("AS")
                .string(body()),
            new Footprint().createsIn(mapping.schema())),
        brief(
            sql("CREATE TRIGGER")
                .identifier(name())
                .words("BEFORE INSERT OR UPDATE ON")
                .table(table())
                .words("FOR EACH ROW WHEN (" + ShadowFillSql.unlessFilling(table()) + ")")
                .words("EXECUTE FUNCTION")
                .words(function()),
            triggering()),
        brief(
            sql("ALTER TABLE").table(table()).words("ENABLE ALWAYS TRIGGER").identifier(name()),
            triggering()),
        new OnlineStep.Fill(
            update,
            table(),
            column(),
            quoted() + " = " + value(),
            isOther(quoted(), value(), field),
            "%s IS NULL AND %s IS NOT NULL".formatted(quoted(), quotedOld()),
            false,
            true),
        RowFillSql.analysis(script, table(), List.of(column())),
        cleanup(
            sql("DROP TRIGGER").identifier(name()).words("ON").table(table()),
            new Footprint().alters(table(), RowAccess.CATALOG)),
        cleanup(sql("DROP FUNCTION").words(function()), new Footprint()));
  }

  private TableName table() {
    return mapping.table(entity);
  }

  private String column() {
    return mapping.columnName(entity, field.name());
  }

  private String quoted() {
    return Quoting.identifier(column());
  }

  private String quotedOld() {
    return Quoting.identifier(oldColumn());
  }

  private String oldColumn() {
    return mapping.columnName(entity, converted.from());
  }

  private String value() {
    return mapping.values().sql(converted, mapping.columnType(field));
  }

  /**
   * PostgreSQL fires triggers in the order of their names: this one after those of most others. One
   * that reads only its own two columns comes before those whose expressions may read the new one.
   */
  private String name() {
    boolean reads = converted.using().isPresent() || converted.back().isPresent();
    return DatabaseNames.temporary((reads ? "~" : "}") + table().table() + "_" + column());
  }

  private String function() {
    return Quoting.qualified(mapping.schema(), name()) + "()";
  }

  private String isOther(String one, String other, Field of) {
    String type = mapping.types().sql(mapping.columnType(of));
    return "pg_catalog.record_image_ne(ROW(%s), ROW((%s)::%s))".formatted(one, other, type);
  }

  /**
   * Which version has written is told by the column that has a new value. A name that is both a
   * column and a variable, such as {@code old}, is the column.
   */
  private String body() {
    String changed = "pg_catalog.record_image_ne(ROW(NEW.%1$s), ROW(OLD.%1$s))";
    return """

    #variable_conflict use_column
    BEGIN
      IF TG_OP = 'INSERT' AND NEW.%1$s IS NULL THEN
        NEW.%1$s := %3$s;
    %6$s\
      ELSIF TG_OP = 'INSERT' THEN
        IF NEW.%2$s IS NULL OR %5$s THEN
          NEW.%2$s := %4$s;
        END IF;
      ELSIF %7$s THEN
        IF %5$s THEN
          NEW.%2$s := %4$s;
        END IF;
      ELSIF %8$s OR NEW.%1$s IS NULL AND NEW.%2$s IS NOT NULL THEN
        NEW.%1$s := %3$s;
      END IF;
      RETURN NEW;
    END\
    """
        .formatted(
            quoted(),
            quotedOld(),
            ofRow(value()),
            "CASE WHEN NEW.%s IS NOT NULL THEN %s END".formatted(quoted(), ofRow(back())),
            isOther("NEW." + quoted(), ofRow(value()), field),
            standard(),
            changed.formatted(quoted()),
            changed.formatted(quotedOld()));
  }

  private String back() {
    return new ConvertedValues(mapping).back(converted, field.name());
  }

  private String ofRow(String expression) {
    return "(SELECT %s FROM (SELECT NEW.*) AS %s)"
        .formatted(expression, Quoting.identifier(table().table()));
  }

  /** The new version expects its default in a row that it writes without the field. */
  private String standard() {
    FieldType type = mapping.columnType(field);
    return converted
        .standard()
        .map(value -> mapping.values().sql(value, type))
        .map(
            value ->
                """
                    IF NEW.%1$s IS NULL AND NEW.%2$s IS NULL THEN
                      NEW.%1$s := %3$s;
                    END IF;
                """
                    .formatted(quoted(), quotedOld(), value))
        .orElse("");
  }

  private Footprint triggering() {
    return new Footprint().alters(table(), LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.CATALOG);
  }

  private OnlineStep brief(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Brief(script.step(command, footprint));
  }

  private OnlineStep cleanup(SqlBuilder command, Footprint footprint) {
    return new OnlineStep.Cleanup(script.step(command, footprint));
  }
}
