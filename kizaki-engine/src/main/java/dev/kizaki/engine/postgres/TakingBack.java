package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.Helper;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.RollbackGenerator.Rollback;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Takes back what a migration in stages has done so far. Statements that are carried out as a whole
 * are reversed as in a changelog; the one that is begun is undone by what the catalog has of it
 * ({@link BegunStatement}).
 */
public final class TakingBack {
  private final Shape base;
  private final List<PlanStatement> statements;
  private final String schema;
  private final DatabaseNames names;
  private final int whole;
  private final int together;
  private final List<SqlCommand> begun;
  private final boolean fills;
  private final Map<String, Entity> laterEntities;
  private final Replay replay;
  private final ExpectedCatalog before;

  /**
   * What takes the migration back.
   *
   * @param steps in order; without meaning if something is impossible
   * @param impossible what cannot be given back, as lines of a message
   */
  public record Commands(List<SqlStep> steps, List<String> impossible) {
    public Commands {
      steps = List.copyOf(steps);
      impossible = List.copyOf(impossible);
    }
  }

  /**
   * @param base the shape before the plan
   * @param statements the resolved plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   * @param whole how many statements are carried out
   * @param together how many after these are carried out together; the last of them is what takes
   *     long
   * @param begun the commands of these that were run or begun
   * @param fills whether rows were written for them
   */
  public TakingBack(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      int whole,
      int together,
      List<SqlCommand> begun,
      boolean fills) {
    this.base = base;
    this.statements = List.copyOf(statements);
    this.schema = schema;
    this.names = names;
    this.whole = whole;
    this.together = together;
    this.begun = List.copyOf(begun);
    this.fills = fills;
    this.laterEntities = PostgresGenerator.later(base, statements);
    this.replay = new Replay(base, statements);
    statements.subList(0, whole).forEach(replay::apply);
    this.before = expected(replay.view());
  }

  /** The objects at a point of the plan, without foreign keys that wait for a later statement. */
  private ExpectedCatalog expected(ShapeView shape) {
    DatabaseMapping mapping = new DatabaseMapping(schema, names, shape, laterEntities);
    Set<String> pending = new HashSet<>();
    shape
        .foreignKeys()
        .filter(key -> !ReferenceSql.isReady(mapping, key))
        .forEach(key -> pending.add(mapping.foreignKey(key)));
    ExpectedCatalog all = ExpectedObjects.of(mapping);
    return ExpectedCatalog.of(
        all.objects().values().stream()
            .filter(each -> !pending.contains(each.name().name()))
            .toList(),
        all.shared());
  }

  /** The objects before the plan. */
  public ExpectedCatalog expectedBefore() {
    return ExpectedObjects.of(base, schema, names);
  }

  /** The tables whose objects {@link #commands} needs. */
  public Set<String> tables() {
    return before.tables();
  }

  /** The JSON texts whose stored form {@link #commands} needs. */
  public Set<String> jsonDefaults() {
    return before.jsonDefaults();
  }

  /**
   * The first lines of the statements that are taken back, in the order of the plan.
   *
   * @param held the indexes of the statements whose enum value rows hold
   */
  public List<String> takenBack(Set<Integer> held) {
    Set<Integer> kept = keptIndexes(held);
    return IntStream.range(0, begun.isEmpty() ? whole : whole + together)
        .filter(index -> !kept.contains(index))
        .mapToObj(index -> text(statements.get(index)))
        .toList();
  }

  /** The queries that count values which others may have written and that would be deleted. */
  public List<LossCount> values() {
    boolean adds = !begun.isEmpty() && statements.get(last()) instanceof AddField;
    int count = adds ? last() + 1 : whole;
    Replay now = new Replay(base, statements);
    statements.subList(0, count).forEach(now::apply);
    return new WrittenValues(now.view(), laterEntities, schema, names)
        .of(statements.subList(0, count));
  }

  /** The queries that count the rows that hold a new enum value, by the statement's index. */
  public List<LossCount> enumValues() {
    return new WrittenValues(replay.view(), laterEntities, schema, names)
        .ofEnums(statements.subList(0, whole));
  }

  /**
   * What stays, as phrases.
   *
   * @param held the indexes of the statements whose enum value rows hold
   */
  public List<String> kept(Set<Integer> held) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < whole; i++) {
      PlanStatement statement = statements.get(i);
      if (isKept(statement)) {
        kept.add("what `%s` did".formatted(text(statement)));
      } else if (held.contains(i)) {
        kept.add("the value of `%s`, which rows hold".formatted(text(statement)));
      } else if (statement instanceof ChangeField change && fillsRows(change)) {
        kept.add("the values that `%s` has written".formatted(text(change)));
      }
    }
    if (fills && statements.get(last()) instanceof ChangeField change) {
      kept.add("the values that `%s` has written".formatted(text(change)));
    }
    return kept;
  }

  private static boolean isKept(PlanStatement statement) {
    return statement instanceof UpdateRows || statement instanceof RunSql;
  }

  private static boolean fillsRows(ChangeField change) {
    return change.backfill().isPresent()
        || change.before().nullable()
            && !change.after().nullable()
            && change.after().defaultValue().isPresent();
  }

  /**
   * Writes the commands.
   *
   * @param found the objects of {@link #tables} in the database
   * @param helpers those that exist only while the migration runs
   * @param held the indexes of the statements whose enum value rows hold
   * @param canonical the stored form of a JSON text
   */
  public Commands commands(
      Collection<CatalogObject> found,
      List<Helper> helpers,
      Set<Integer> held,
      UnaryOperator<String> canonical) {
    SqlScript script = new SqlScript();
    List<String> impossible = new ArrayList<>();
    if (!begun.isEmpty()) {
      PlanStatement statement = statements.get(last());
      script.forStatement(
          new PlanStatementRef(last(), statement, StatementText.of(statement)), DataEffect.NONE);
      helpers.forEach(each -> drop(each, script));
      statements.subList(whole, last() + 1).forEach(replay::apply);
      BegunStatement undone =
          new BegunStatement(
              before.withJson(canonical),
              expected(replay.view()),
              found.stream().filter(each -> !isHelper(each)).toList(),
              begun,
              rollbacks(last() + 1, held).subList(whole, last() + 1).stream()
                  .flatMap(each -> each.lost().stream())
                  .findFirst(),
              schema);
      undone.write(script);
      undone
          .impossible()
          .forEach(each -> impossible.add("`%s`: %s".formatted(text(statement), each)));
    }
    List<SqlStep> steps = new ArrayList<>(script.steps());
    List<Rollback> rollbacks = rollbacks(whole, held);
    for (int i = whole - 1; i >= 0; i--) {
      Optional<String> lost = rollbacks.get(i).lost();
      if (lost.isPresent()) {
        impossible.add(0, "`%s`: %s".formatted(text(statements.get(i)), lost.get()));
      }
      steps.addAll(rollbacks.get(i).steps());
    }
    return new Commands(steps, impossible);
  }

  /** The index of the last one of the statements that are begun. */
  private int last() {
    return whole + together - 1;
  }

  private List<Rollback> rollbacks(int count, Set<Integer> held) {
    return RollbackGenerator.generate(base, statements, count, keptIndexes(held), schema, names);
  }

  private Set<Integer> keptIndexes(Set<Integer> held) {
    Set<Integer> kept = new HashSet<>(held);
    for (int i = 0; i < whole; i++) {
      if (isKept(statements.get(i))) {
        kept.add(i);
      }
    }
    return kept;
  }

  private static boolean isHelper(CatalogObject object) {
    return object.name().name().endsWith(DatabaseNames.TEMPORARY);
  }

  private void drop(Helper helper, SqlScript script) {
    TableName table = new TableName(schema, helper.table());
    SqlBuilder alter = sql("ALTER TABLE").table(table);
    Footprint altering = new Footprint().alters(table, RowAccess.CATALOG);
    String name = helper.name();
    switch (helper.kind()) {
      case TRIGGER ->
          script.add(sql("DROP TRIGGER").identifier(name).words("ON").table(table), altering);
      case FUNCTION ->
          script.add(
              sql("DROP FUNCTION IF EXISTS").qualified(schema, name).words("()"), new Footprint());
      case FOREIGN_KEY, CONSTRAINT ->
          script.add(alter.words("DROP CONSTRAINT").identifier(name), altering);
      case SEQUENCE ->
          script.add(
              sql("DROP SEQUENCE IF EXISTS").qualified(schema, name).words("CASCADE"),
              new Footprint());
      case INDEX -> script.add(sql("DROP INDEX IF EXISTS").qualified(schema, name), altering);
      case COLUMN -> script.add(alter.words("DROP COLUMN").identifier(name), altering);
      case TYPE -> script.add(sql("DROP TYPE").qualified(schema, name), new Footprint());
    }
  }

  private static String text(PlanStatement statement) {
    String first = StatementText.of(statement).lines().findFirst().orElse("");
    return first.endsWith("{") ? first.substring(0, first.length() - 1).strip() : first;
  }
}
