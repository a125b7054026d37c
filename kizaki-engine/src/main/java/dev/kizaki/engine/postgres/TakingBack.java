package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.Helper;
import dev.kizaki.engine.catalog.ObjectKind;
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
import dev.kizaki.engine.sql.CarriedOut;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private final boolean writes;
  private final Set<Integer> takenOver;
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
   * @param carriedOut what is done
   */
  public TakingBack(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      CarriedOut carriedOut) {
    this.base = base;
    this.statements = carriedOut.order().stream().map(statements::get).toList();
    this.schema = schema;
    this.names = names;
    this.whole = carriedOut.whole();
    this.together = carriedOut.together();
    this.begun = carriedOut.begun();
    this.writes = carriedOut.writes();
    this.takenOver = carriedOut.takenOver();
    this.laterEntities = PostgresGenerator.later(base, this.statements);
    this.replay = new Replay(base, this.statements);
    this.statements.subList(0, whole).forEach(replay::apply);
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

  /**
   * The objects that are expected when the migration is taken back: those before it, and what was
   * in the database before although the plan adds it.
   *
   * @param held the indexes of the statements whose enum value rows hold
   */
  public ExpectedCatalog left(Set<Integer> held) {
    if (takenOver.isEmpty()) {
      return ExpectedObjects.of(base, schema, names);
    }
    ExpectedCatalog left =
        ExpectedObjects.of(
            RollbackGenerator.left(base, statements, whole, keptIndexes(held), schema, names),
            schema,
            names);
    Stream<CatalogObject> later =
        ObjectChanges.of(base, statements, schema, names).stream()
            .filter(each -> each.cause().ordinal() >= whole)
            .filter(each -> takenOver.contains(each.cause().ordinal()))
            .flatMap(each -> each.added().stream());
    return ExpectedCatalog.of(
        Stream.concat(left.objects().values().stream(), later).toList(), left.shared());
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

  /**
   * The queries that count values which others may have written and that would be deleted.
   *
   * @param all whether to count in columns too to which the plan gives values: the new version of
   *     an application may have written others
   */
  public List<LossCount> values(boolean all) {
    boolean adds = !begun.isEmpty() && statements.get(last()) instanceof AddField;
    int count = adds ? last() + 1 : whole;
    Replay now = new Replay(base, statements);
    statements.subList(0, count).forEach(now::apply);
    return new WrittenValues(now.view(), laterEntities, schema, names)
        .of(statements.subList(0, count), takenOver, all);
  }

  /** The queries that count the rows that hold a new enum value, by the statement's index. */
  public List<LossCount> enumValues() {
    return new WrittenValues(replay.view(), laterEntities, schema, names)
        .ofEnums(statements.subList(0, whole), takenOver);
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
      if (takenOver.contains(i)) {
        continue; // it is no work of the migration
      }
      if (isKept(statement)) {
        kept.add("what `%s` did".formatted(text(statement)));
      } else if (held.contains(i)) {
        kept.add("the value of `%s`, which rows hold".formatted(text(statement)));
      } else if (statement instanceof ChangeField change && fillsRows(change)) {
        kept.add("the values that `%s` has written".formatted(text(change)));
      }
    }
    if (writes && statements.get(last()) instanceof ChangeField change) {
      kept.add("the values that `%s` has written".formatted(text(change)));
    } else if (!begun.isEmpty() && isKept(statements.get(last()))) {
      kept.add("what `%s` did".formatted(text(statements.get(last()))));
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
    List<SqlStep> steps = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    int reversed = whole;
    if (!begun.isEmpty()) {
      PlanStatement statement = statements.get(last());
      steps.addAll(script(script -> helpers.forEach(each -> HelperSql.drop(each, schema, script))));
      Optional<String> lost =
          rollbacks(last() + 1, held).subList(whole, last() + 1).stream()
              .flatMap(each -> each.lost().stream())
              .findFirst();
      BegunStatement undone = begun(found, lost, canonical);
      List<SqlStep> undoing = script(undone::write);
      if (!undone.impossible().isEmpty() && lost.isEmpty() && undone.isNearlyWhole()) {
        reversed = last() + 1;
      } else {
        steps.addAll(undoing);
        Set<String> reasons = new LinkedHashSet<>(undone.impossible());
        if (writes && !isKept(statement)) {
          reasons.addAll(lost.stream().toList());
        }
        reasons.forEach(each -> impossible.add("`%s`: %s".formatted(text(statement), each)));
      }
    }
    List<Rollback> rollbacks = rollbacks(reversed, held);
    for (int i = reversed - 1; i >= 0; i--) {
      Optional<String> lost = rollbacks.get(i).lost();
      if (lost.isPresent()) {
        impossible.add(0, "`%s`: %s".formatted(text(statements.get(i)), lost.get()));
      }
      steps.addAll(rollbacks.get(i).steps());
    }
    return new Commands(steps, impossible);
  }

  /** The place of the last one of the statements that are begun. */
  private int last() {
    return whole + together - 1;
  }

  private List<SqlStep> script(Consumer<SqlScript> writing) {
    PlanStatement statement = statements.get(last());
    SqlScript script = new SqlScript();
    script.forStatement(
        new PlanStatementRef(last(), statement, StatementText.of(statement)), DataEffect.ANY);
    writing.accept(script);
    return script.steps();
  }

  private BegunStatement begun(
      Collection<CatalogObject> found, Optional<String> lost, UnaryOperator<String> canonical) {
    statements.subList(whole, last() + 1).forEach(replay::apply);
    ExpectedCatalog after = expected(replay.view());
    return new BegunStatement(
        (takenOver.contains(last()) ? withoutBegunReferences(after) : before).withJson(canonical),
        after,
        found.stream().filter(each -> !isHelper(each)).toList(),
        begun,
        lost,
        schema);
  }

  /**
   * If the effect of the begun statement was there before, its commands make only references of
   * earlier statements, which waited for it.
   */
  private ExpectedCatalog withoutBegunReferences(ExpectedCatalog after) {
    String commands = begun.stream().map(SqlCommand::text).collect(Collectors.joining("\n"));
    return ExpectedCatalog.of(
        after.objects().values().stream()
            .filter(
                each ->
                    each.name().kind() != ObjectKind.FOREIGN_KEY
                        || !commands.contains(Quoting.identifier(each.name().name())))
            .toList(),
        after.shared());
  }

  private List<Rollback> rollbacks(int count, Set<Integer> held) {
    return RollbackGenerator.generate(base, statements, count, keptIndexes(held), schema, names);
  }

  private Set<Integer> keptIndexes(Set<Integer> held) {
    Set<Integer> kept = new HashSet<>(held);
    kept.addAll(takenOver);
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

  private static String text(PlanStatement statement) {
    String first = StatementText.of(statement).lines().findFirst().orElse("");
    return first.endsWith("{") ? first.substring(0, first.length() - 1).strip() : first;
  }
}
