package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.Helper;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CompatibilityView;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.OnlineForm;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.SqlTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The SQL of the two phases of a plan.
 *
 * @param schema the PostgreSQL schema that holds the tables
 * @param names the naming rules of the migration's snapshot
 * @param migration the name of the migration
 */
public record PhaseGenerator(String schema, DatabaseNames names, String migration) {
  /** PostgreSQL documentation, section 5.5. */
  private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "cmin", "xmax", "cmax");

  /**
   * The first phase.
   *
   * @param steps the steps; those that make views come last
   * @param guarded the indexes of the commands that must be carried out by their online forms, from
   *     0, because the triggers of these stay until the second phase
   * @param unguarded the statements that need such a trigger and cannot have one
   * @param removal the commands that remove the triggers
   */
  public record Expand(
      List<SqlStep> steps,
      SortedSet<Integer> guarded,
      List<PlanStatement> unguarded,
      List<SqlCommand> removal) {}

  /**
   * Writes the first phase.
   *
   * @param base the shape before it
   * @param statements its statements
   * @param guarded the indexes of those whose trigger stays, from 0
   * @param views the views that it makes
   * @param later the statements of the second phase
   */
  public Expand expand(
      Shape base,
      List<PlanStatement> statements,
      Set<Integer> guarded,
      List<CompatibilityView> views,
      List<PlanStatement> later) {
    List<SqlStep> steps =
        new ArrayList<>(PostgresGenerator.generate(base, statements, schema, names));
    steps.addAll(mapped(base, statements.size(), later));
    SortedSet<Integer> indexes = new TreeSet<>();
    Set<Integer> found = new HashSet<>();
    List<SqlCommand> removal = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int statement = steps.get(i).cause().ordinal();
      if ((guarded.contains(statement) && !readsSystemColumns(statements.get(statement))
              || statement == statements.size())
          && steps.get(i) instanceof SqlCommand command
          && command.online().filter(PhaseGenerator::hasCleanup).isPresent()) {
        OnlineForm form = command.online().get();
        steps.set(i, command.withOnline(withoutCleanup(form)));
        removal.addAll(cleanup(form));
        indexes.add(i);
        found.add(statement);
      }
    }
    steps.addAll(making(views, statements.size(), later));
    return new Expand(
        steps,
        indexes,
        guarded.stream().filter(each -> !found.contains(each)).map(statements::get).toList(),
        removal);
  }

  /** A row has no place and no transaction yet while a trigger computes its values. */
  private static boolean readsSystemColumns(PlanStatement statement) {
    Optional<PlanValue> backfill =
        statement instanceof AddField add
            ? add.backfill()
            : statement instanceof ChangeField change ? change.backfill() : Optional.empty();
    return backfill.stream()
        .flatMap(PhaseGenerator::expressions)
        .flatMap(expression -> SqlTokens.of(expression).stream())
        .anyMatch(token -> SYSTEM_COLUMNS.contains(token.text()));
  }

  private static Stream<String> expressions(PlanValue value) {
    if (value instanceof PlanValue.Converted converted) {
      return Stream.concat(
          converted.back().stream(),
          Stream.concat(converted.using().stream(), converted.otherwise().stream())
              .flatMap(PhaseGenerator::expressions));
    }
    return value instanceof PlanValue.Sql sql ? Stream.of(sql.expression()) : Stream.empty();
  }

  /** Replaces the values of enums that the second phase drops. */
  private List<SqlStep> mapped(Shape base, int ordinal, List<PlanStatement> later) {
    SqlScript script = new SqlScript();
    DatabaseMapping mapping = new DatabaseMapping(schema, names, base, Map.of());
    for (PlanStatement statement : later) {
      if (statement instanceof DropEnumValue drop
          && drop.replacement() instanceof DropEnumValue.Other other
          && base.enumType(drop.enumName()).isPresent()) {
        script.forStatement(
            new PlanStatementRef(ordinal, drop, StatementText.of(drop)), DataEffect.ANY);
        EnumType type = base.enumType(drop.enumName()).get();
        base.fieldsWhere(field -> field.enumName().equals(Optional.of(type.name())))
            .filter(column -> !column.field().isGenerated())
            .map(
                column ->
                    new MappedValueSql(
                        mapping,
                        script,
                        column,
                        type.label(drop.value()),
                        type.label(other.value())))
            .forEach(MappedValueSql::write);
      }
    }
    return script.steps();
  }

  private List<SqlStep> making(
      List<CompatibilityView> views, int ordinal, List<PlanStatement> later) {
    if (views.isEmpty()) {
      return List.of();
    }
    SqlScript script = new SqlScript();
    PlanStatement rename =
        later.stream().filter(RenameInDatabase.class::isInstance).findFirst().orElseThrow();
    script.forStatement(
        new PlanStatementRef(ordinal, rename, StatementText.of(rename)), DataEffect.NONE);
    views.forEach(view -> CompatibilityViewSql.create(view, migration, script));
    return script.steps();
  }

  /**
   * Removes what exists only between the phases.
   *
   * @param views the views of the first phase
   * @param helpers the other objects that exist only meanwhile, in an order to drop them in
   * @param schema the PostgreSQL schema that holds the tables
   * @param cause the statement that the commands belong to; absent if the plan has none
   */
  public static List<SqlStep> undoing(
      List<CompatibilityView> views,
      List<Helper> helpers,
      String schema,
      Optional<PlanStatement> cause) {
    if (cause.isEmpty()) {
      return List.of();
    }
    SqlScript script = new SqlScript();
    script.forStatement(
        new PlanStatementRef(0, cause.get(), StatementText.of(cause.get())), DataEffect.ANY);
    views.forEach(view -> CompatibilityViewSql.lock(view, script));
    helpers.forEach(each -> HelperSql.drop(each, schema, script));
    views.forEach(view -> CompatibilityViewSql.remove(view, script));
    return script.steps();
  }

  private static boolean hasCleanup(OnlineForm form) {
    return form.steps().stream().anyMatch(OnlineStep.Cleanup.class::isInstance);
  }

  private static List<SqlCommand> cleanup(OnlineForm form) {
    return form.steps().stream()
        .filter(OnlineStep.Cleanup.class::isInstance)
        .map(OnlineStep::command)
        .toList();
  }

  private static OnlineForm withoutCleanup(OnlineForm form) {
    return new OnlineForm(
        form.tables(),
        form.steps().stream().filter(each -> !(each instanceof OnlineStep.Cleanup)).toList(),
        form.following(),
        form.replaced(),
        form.early());
  }

  /**
   * Writes the second phase. The views go first, in the transaction in which the names change.
   *
   * @param base the shape between the phases
   * @param statements its statements
   * @param views the views that the first phase has made
   * @param removal the commands that remove the triggers of the first phase, for statements of that
   *     phase; they are carried out at the beginning of this one
   */
  public List<SqlStep> contract(
      Shape base,
      List<PlanStatement> statements,
      List<CompatibilityView> views,
      List<SqlCommand> removal) {
    List<SqlCommand> first = removal.stream().map(PhaseGenerator::first).toList();
    return statements.isEmpty()
        ? List.copyOf(first)
        : PostgresGenerator.generateAfter(
            base,
            statements,
            schema,
            names,
            script -> {
              views.forEach(view -> CompatibilityViewSql.remove(view, script));
              first.forEach(script::add);
            });
  }

  private static SqlCommand first(SqlCommand command) {
    PlanStatementRef cause = command.cause();
    return command.withCause(new PlanStatementRef(0, cause.statement(), cause.text()));
  }
}
