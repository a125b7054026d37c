package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.review.EarlierNames;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queries that count what a plan loses. They run before the first pending migration, so they
 * use the names that tables and columns have then. What the pending migrations add themselves has
 * no rows then, and there is no query for it.
 */
public final class LossQueries {
  private final String migration;
  private final String schema;
  private final DatabaseNames names;
  private final Shape initial;
  private final List<PlanStatement> earlier;
  private final List<LossCount> counts = new ArrayList<>();
  private int ordinal;

  private LossQueries(
      String migration,
      String schema,
      DatabaseNames names,
      Shape initial,
      List<PlanStatement> earlier) {
    this.migration = migration;
    this.schema = schema;
    this.names = names;
    this.initial = initial;
    this.earlier = new ArrayList<>(earlier);
  }

  /**
   * The queries of one migration, in the order of its statements.
   *
   * @param base the shape before its plan
   * @param statements the plan
   * @param initial the shape before the first pending migration
   * @param earlier the statements of the pending migrations before it
   */
  public static List<LossCount> of(
      String migration,
      Shape base,
      List<PlanStatement> statements,
      Shape initial,
      List<PlanStatement> earlier,
      String schema,
      DatabaseNames names) {
    List<Optional<String>> losses = DataLoss.ofEach(statements);
    if (losses.stream().allMatch(Optional::isEmpty)) {
      return List.of();
    }
    LossQueries queries = new LossQueries(migration, schema, names, initial, earlier);
    Replay replay = new Replay(base, statements);
    for (PlanStatement statement : statements) {
      if (losses.get(queries.ordinal).isPresent()) {
        queries.count(statement, replay.view());
      }
      replay.apply(statement);
      queries.earlier.add(statement);
      queries.ordinal++;
    }
    return queries.counts;
  }

  private void count(PlanStatement statement, ShapeView shape) {
    EarlierNames before = new EarlierNames(earlier);
    if (statement instanceof DropEntity drop) {
      before.of(drop.element()).ifPresent(entity -> add("count(*)", entity.name(), ""));
    } else if (statement instanceof DropField drop) {
      values(before.of(drop.element()));
    } else if (statement instanceof ChangeField change) {
      values(before.of(change.element()));
    } else if (statement instanceof DropEnumValue drop) {
      before.of(drop.element()).ifPresent(value -> labels(drop, label(value), shape, before));
    }
  }

  private void values(Optional<NamedElement> field) {
    field.ifPresent(each -> add("count(%s)".formatted(column(each)), each.owner(), "hold a value"));
  }

  /** The columns of the enum, including those of references to such columns. */
  private void labels(DropEnumValue drop, String label, ShapeView shape, EarlierNames before) {
    DatabaseMapping mapping = new DatabaseMapping(schema, names, shape, Map.of());
    for (EntityField of : mapping.fieldsOf(drop.enumName())) {
      Field field = of.field();
      boolean array = PostgresTypes.isArray(mapping.columnType(field));
      before
          .of(SchemaElement.field(of.entity().name(), field.name()))
          .ifPresent(
              each ->
                  add(
                      "count(*) FILTER (WHERE %s)"
                          .formatted(
                              array
                                  ? "%s = ANY (%s::text[])".formatted(string(label), column(each))
                                  : "%s::text = %s".formatted(column(each), string(label))),
                      each.owner(),
                      "of %s hold it in %s".formatted(of.entity().name(), field.name())));
    }
  }

  private String label(NamedElement value) {
    return initial.enumType(value.owner()).orElseThrow().label(value.name());
  }

  private String column(NamedElement field) {
    return Quoting.identifier(
        names.column(initial.field(field.owner(), field.name()).orElseThrow()));
  }

  private void add(String losing, String entity, String phrase) {
    counts.add(
        new LossCount(
            migration,
            ordinal,
            "SELECT count(*), %s FROM %s"
                .formatted(
                    losing,
                    Quoting.qualified(schema, names.table(initial.entity(entity).orElseThrow()))),
            phrase));
  }
}
