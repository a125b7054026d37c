package dev.kizaki.engine.changelog.generator;

import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.ChangeSet;
import dev.kizaki.engine.changelog.Changelog;
import dev.kizaki.engine.changelog.KeptSql;
import dev.kizaki.engine.changelog.NativeSupport;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.postgres.BaselineQuery;
import dev.kizaki.engine.postgres.RollbackGenerator;
import dev.kizaki.engine.postgres.RollbackGenerator.Rollback;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.HistoryTable;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a migration into change sets: one for each plan statement that has commands, or for several
 * ones ({@link StatementGroup}), and a last one that inserts the migration's history row. The first
 * migration begins with a change set that creates the history table. If the history row exists
 * already, Liquibase marks each change set as run, so that the changes of {@code apply} are not
 * repeated.
 */
public final class ChangelogGenerator {
  private static final String TOOL = "liquibase";

  /** Stands for the ordinal, because the change set belongs to no statement. */
  private static final String BASELINE = "baseline";

  /** More texts than those of functions and procedures may contain it, which does not matter. */
  private static final Pattern ROUTINE =
      Pattern.compile("(?i)\\bcreate\\b[^;]*?\\b(function|procedure)\\b");

  private static final String DEFAULT_SCHEMA = "public";

  private final SqlMigration migration;
  private final String schema;
  private final String absent;

  private ChangelogGenerator(SqlMigration migration, String schema) {
    this.migration = migration;
    this.schema = schema;
    this.absent = SqlBlock.countRows(schema, migration.number());
  }

  /**
   * The change sets of a resolved plan.
   *
   * @param migration the plan as SQL
   * @param base the shape before it
   * @param statements the plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   * @param adopted whether the migration is only recorded in a database that has all its tables
   */
  public static Changelog generate(
      SqlMigration migration,
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      boolean adopted) {
    ChangelogGenerator generator = new ChangelogGenerator(migration, schema);
    List<ChangeSet> changeSets = new ArrayList<>();
    if (migration.number() == 1) {
      changeSets.add(generator.historyTable());
    }
    if (adopted) {
      changeSets.add(
          generator.baseline(
              BaselineQuery.of(
                  base, statements, schema, names, migration.name(), generator.absent)));
    }
    List<List<SqlStep>> forward = generator.byStatement(statements.size());
    List<Rollback> back = RollbackGenerator.generate(base, statements, schema, names);
    for (StatementGroup group : StatementGroup.of(migration, statements.size())) {
      List<SqlStep> steps =
          forward.subList(group.first(), group.last() + 1).stream().flatMap(List::stream).toList();
      if (steps.stream().anyMatch(SqlCommand.class::isInstance)) {
        changeSets.add(generator.changeSet(group, statements, steps, back));
      }
    }
    changeSets.add(generator.historyRow(statements.size() + 1));
    return new Changelog(migration.name(), migration.digest(), schema, changeSets);
  }

  private List<List<SqlStep>> byStatement(int count) {
    List<List<SqlStep>> steps = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      steps.add(new ArrayList<>());
    }
    migration.steps().forEach(step -> steps.get(step.cause().ordinal()).add(step));
    return steps;
  }

  private ChangeSet historyTable() {
    List<Change> changes = new ArrayList<>();
    if (!schema.equals(DEFAULT_SCHEMA)) {
      changes.add(new Change.Sql(SqlBlock.schema(schema)));
    }
    DatabaseChange.CreateTable creation = HistoryTable.creation(schema);
    changes.add(change(creation, SqlBlock.create(creation)));
    return new ChangeSet(
        id(0),
        "the history of migrations",
        SqlBlock.countHistoryTables(schema),
        true,
        changes,
        List.of(
            new Change.Sql(SqlBlock.emptyHistory(schema)),
            change(
                new DatabaseChange.DropTable(HistoryTable.in(schema)),
                SqlBlock.dropHistory(schema))));
  }

  private ChangeSet changeSet(
      StatementGroup group,
      List<PlanStatement> statements,
      List<SqlStep> forward,
      List<Rollback> rollbacks) {
    String comment =
        statements.subList(group.first(), group.last() + 1).stream()
            .map(StatementText::of)
            .collect(Collectors.joining("\n"));
    boolean transactional =
        forward.stream()
            .allMatch(step -> !(step instanceof SqlCommand command) || command.transactional());
    return new ChangeSet(
        id(group.ordinal()),
        comment,
        absent,
        transactional,
        changes(forward),
        rollback(group, statements, rollbacks));
  }

  private List<Change> rollback(
      StatementGroup group, List<PlanStatement> statements, List<Rollback> rollbacks) {
    List<SqlStep> back = new ArrayList<>();
    for (int index = group.last(); index >= group.first(); index--) {
      Optional<String> lost = rollbacks.get(index).lost();
      if (lost.isPresent()) {
        return List.of(new Change.Sql(failure(statements.get(index), lost.get())));
      }
      back.addAll(rollbacks.get(index).steps());
    }
    return rollback(back);
  }

  private static String failure(PlanStatement statement, String reason) {
    return SqlBlock.failure(
        "`%s` cannot be rolled back: %s. Plan a migration that leads on from here."
            .formatted(StatementText.of(statement), reason));
  }

  private ChangeSet historyRow(int ordinal) {
    return historyRow(id(ordinal), migration.name() + " is applied", absent, true);
  }

  /**
   * Records an adopted migration if all its tables are there; then the change sets of its
   * statements are marked as run. It stands before them, because later some of the tables would be
   * theirs. If only a part is there, its query fails, and Liquibase stops. It keeps no forms,
   * because nothing has compared the expressions.
   */
  private ChangeSet baseline(String query) {
    return historyRow(
        migration.name() + "-" + BASELINE,
        "if all tables of " + migration.name() + " are there, it is recorded and not run",
        query,
        false);
  }

  private ChangeSet historyRow(String id, String comment, String onlyIfZero, boolean keepsForms) {
    DatabaseChange.InsertRow row =
        HistoryTable.row(
            schema,
            migration.number(),
            migration.name(),
            migration.digest(),
            migration.parent(),
            TOOL,
            keepsForms);
    String where = "number = " + migration.number();
    List<Change> changes = new ArrayList<>();
    if (migration.number() > 1) {
      changes.add(new Change.Sql(SqlBlock.addKeptForms(schema)));
    }
    changes.add(change(row, SqlBlock.insert(row)));
    if (keepsForms && !migration.forms().isEmpty()) {
      changes.add(new Change.Sql(SqlBlock.settings(schema)));
      changes.add(new Change.Sql(KeptSql.of(SqlBlock.keepForms(schema, where, migration.forms()))));
    }
    return new ChangeSet(
        id,
        comment,
        onlyIfZero,
        true,
        changes,
        List.of(
            change(
                new DatabaseChange.DeleteRows(HistoryTable.in(schema), where),
                SqlBlock.deleteHistory(schema, where))));
  }

  private String id(int ordinal) {
    return migration.name() + "-" + ordinal;
  }

  private List<Change> changes(List<SqlStep> steps) {
    return changes(steps, SqlBlock.settings(schema));
  }

  private List<Change> rollback(List<SqlStep> steps) {
    return changes(
        steps,
        steps.stream().anyMatch(ChangelogGenerator::makesRoutine)
            ? SqlBlock.settingsWithoutBodies(schema)
            : SqlBlock.settings(schema));
  }

  private static boolean makesRoutine(SqlStep step) {
    return step instanceof SqlCommand command && ROUTINE.matcher(command.text()).find();
  }

  private static List<Change> changes(List<SqlStep> steps, String settings) {
    List<Change> changes = new ArrayList<>();
    if (steps.stream().anyMatch(ChangelogGenerator::dependsOnSettings)) {
      changes.add(new Change.Sql(settings));
    }
    for (SqlStep step : steps) {
      if (step instanceof SqlCommand command) {
        changes.add(change(command));
      } else {
        silentChange(step).ifPresent(trial -> changes.add(new Change.Sql(SqlBlock.guard(trial))));
      }
    }
    return changes;
  }

  private static Change change(SqlCommand command) {
    return command
        .ddl()
        .map(ddl -> change(ddl, command.text()))
        .orElseGet(() -> new Change.Sql(KeptSql.of(command.text())));
  }

  private static Change change(DatabaseChange ddl, String sql) {
    return NativeSupport.isEquivalent(ddl)
        ? new Change.Native(ddl)
        : new Change.Sql(KeptSql.of(sql));
  }

  private static boolean dependsOnSettings(SqlStep step) {
    return step instanceof SqlCommand command
        ? command.evaluates()
        : silentChange(step).isPresent();
  }

  /**
   * The check for values that PostgreSQL would change silently. In all other cases PostgreSQL
   * refuses the command, so the changelog needs no check.
   */
  private static Optional<CheckQuery.Trial> silentChange(SqlStep step) {
    return step instanceof DataCheck check
            && check.probe() instanceof CheckQuery.Trial trial
            && trial.silent()
        ? Optional.of(trial)
        : Optional.empty();
  }
}
